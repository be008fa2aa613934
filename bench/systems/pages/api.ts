import type { CycleReport } from '../../../demo/publisher/api';

/** Options of a system's page, from its URL: `url`, `token` and what else the adapter reads. */
export type Options = URLSearchParams;

/** What a client library offers to publish with; one per system. */
export interface Publisher {
  /** Publishes a track; resolves once the library says that it did. @returns the track's sender */
  publish(track: MediaStreamTrack): Promise<RTCRtpSender>;
  /** Unpublishes it; resolves once the library says that it did. */
  unpublish(): Promise<void>;
  /** The publishing connection; null before there is one. */
  connection(): RTCPeerConnection | null;
  /** More actions of one system, by name: `camera`, `reconnect`, … */
  actions?: Record<string, (...args: never[]) => unknown>;
}

/** Hears of the tracks that a library receives. */
export interface Tracks {
  add(track: MediaStreamTrack): void;
  remove(track: MediaStreamTrack): void;
}

/** An adapter: what stands between a client library and the test. */
export interface Adapter {
  publisher(options: Options): Promise<Publisher>;
  receiver(options: Options, tracks: Tracks): Promise<void>;
}

/** What one publish came to, but for the picture, which only the receiver can tell. */
export interface PublishReport extends Omit<CycleReport, 'intact' | 'receivedCode' | 'firstFrameMs'> {
  /** Epoch ms of the publish call. */
  began: number;
}

export interface SystemState {
  publishes: number;
  /** Of the publishing connection and the kind that is published. */
  transceivers: number;
  /** Of every kind. */
  allTransceivers: number;
  /** Of these, the ones that receive or wait to: never published on. */
  receiving: number;
  mLines: number;
  sdpBytes: number;
  published: boolean;
  connectionState: RTCPeerConnectionState | null;
}

/** `window.system` of the publishing page. */
export interface System {
  publish(): Promise<PublishReport>;
  unpublish(): Promise<void>;
  state(): SystemState;
  /** kbit/s of all video of the connection, over two seconds around `began` + 5 s. */
  bitrate(began: number): Promise<number>;
  actions: Record<string, (...args: never[]) => unknown>;
}

/** `window.receiver` of the receiving page. */
export interface Receiver {
  /** From now on this code is the right one, and every other one foreign. */
  expect(code: number): void;
  seen(): {
    /** Epoch ms of the first frame with the right code; null before. */
    firstAt: number | null;
    lastCode: number | null;
    /** Frames with the code of another publish. */
    foreign: number;
    /** Frames read since expect(). */
    frames: number;
    width: number;
    height: number;
    /** Tracks that are subscribed to now. */
    tracks: number;
    /** Epoch ms of the last frame of any code. */
    lastAt: number;
  };
}

declare global {
  interface Window {
    /** Resolves once the page is connected; rejects with what the library threw. */
    ready: Promise<void>;
    system: System;
    receiver: Receiver;
  }
}
