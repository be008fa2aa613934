import type { Settings } from './settings';

/** What one publish came to. Times in ms, sizes in pixels; null is unknown, never 0. */
export interface CycleReport {
  /** Number of the publish on this page, from 1. Also the code in its picture. */
  cycle: number;
  /** The receiver rendered the picture of this publish and of no other; null: the source has no code. */
  intact: boolean | null;
  /** What the receiver last read; null: no code. */
  receivedCode: number | null;
  encodedWidth: number | null;
  encodedHeight: number | null;
  /** Every layer got to the wanted size, in the wanted codec and mode; null: unknown (audio). */
  reachedSize: boolean | null;
  layers: number;
  codec: string | null;
  /** scalabilityMode in use, where stats tell. */
  mode: string | null;
  /** From the call of publish() to the right picture, or to any where there is no code. */
  firstFrameMs: number | null;
  /** The publish's offer and answer. */
  negotiationMs: number;
  /** Of the publishing connection and this kind, while published. */
  transceivers: number;
  mLines: number;
  sdpBytes: number;
}

export interface RunReport {
  settings: Settings;
  cycles: CycleReport[];
  durationMs: number;
  /** Someone pressed Stop before the last cycle. */
  stopped: boolean;
}

export interface DemoState {
  /** Publishes on this connection and kind so far. */
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
  /** What the next publish will do; read from the form. */
  readonly settings: Settings;
  /** URL parameters that could not be used. While there are any, nothing is published. */
  readonly problems: string[];
  /**
   * Publishes and waits until the encoder has the wanted size and the receiver the right picture
   * (or until `settings.timeout`). A display capture needs a user gesture.
   * @throws Error while busy or published; what the browser throws
   */
  publish(): Promise<CycleReport>;
  /** Unpublishes and negotiates. Nothing happens where nothing is published. */
  unpublish(): Promise<void>;
  /** Publishes and unpublishes `cycles` times (default: as set). */
  run(cycles?: number, options?: { onCycle?(report: CycleReport): void }): Promise<RunReport>;
  /** Ends a run after its current cycle. */
  stop(): void;
  /** The publishing connection; null before the first publish. */
  readonly publisher: RTCPeerConnection | null;
  state(): DemoState;
  /** The last finished run; null before. */
  readonly lastRun: RunReport | null;
}

declare global {
  interface Window {
    demo: DemoApi;
  }
}
