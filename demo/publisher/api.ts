import type { Settings } from './settings';

/** The result of one publish. Times in ms, sizes in pixels; null is unknown, never 0. */
export interface CycleReport {
  /** Number of the publish on this page, from 1. It is also the code in its picture. */
  cycle: number;
  /** The receiver rendered the picture of this publish and no other; null if the source has no code. */
  intact: boolean | null;
  /** The code that the receiver last read; null if there was none. */
  receivedCode: number | null;
  encodedWidth: number | null;
  encodedHeight: number | null;
  /** Every layer reached the wanted size, in the wanted codec and mode; null: unknown (audio). */
  reachedSize: boolean | null;
  layers: number;
  codec: string | null;
  /** The scalabilityMode in use, if the stats have it. */
  mode: string | null;
  /** From the call of publish() to the right picture, or to any picture if there is no code. */
  firstFrameMs: number | null;
  /** Duration of the publish's offer/answer exchange. */
  negotiationMs: number;
  /** Transceivers of this kind on the publishing connection, while published. */
  transceivers: number;
  mLines: number;
  sdpBytes: number;
}

export interface RunReport {
  settings: Settings;
  cycles: CycleReport[];
  durationMs: number;
  /** Stopped before the last cycle. */
  stopped: boolean;
}

export interface DemoState {
  /** Publishes of this kind on this connection so far. */
  publishes: number;
  transceivers: number;
  mLines: number;
  sdpBytes: number;
  published: boolean;
  busy: boolean;
  connectionState: RTCPeerConnectionState | null;
  /** Where the receiver is; null before the first publish. */
  receiver: Settings['receiver'] | null;
}

/** `window.demo`, for scripts. */
export interface DemoApi {
  /** Settings of the next publish, from the form. */
  readonly settings: Settings;
  /** Invalid URL parameters, one sentence each. Nothing is published while there are any. */
  readonly problems: string[];
  /**
   * Publishes, and waits until the encoder has the wanted size and the receiver shows the right
   * picture (or until `settings.timeout`). A display capture needs a user gesture.
   * @throws Error while busy or published, or an error of the browser
   */
  publish(): Promise<CycleReport>;
  /** Unpublishes and negotiates. Does nothing if nothing is published. */
  unpublish(): Promise<void>;
  /** Publishes and unpublishes `cycles` times (default: from the settings). */
  run(cycles?: number, options?: { onCycle?(report: CycleReport): void }): Promise<RunReport>;
  /** Ends a run after its current cycle. */
  stop(): void;
  /** The publishing connection; null before the first publish. */
  readonly publisher: RTCPeerConnection | null;
  state(): DemoState;
  /** The last finished run; null before the first. */
  readonly lastRun: RunReport | null;
}

declare global {
  interface Window {
    demo: DemoApi;
  }
}
