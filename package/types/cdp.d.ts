import type { InspectOptions, Rtc } from './inspection.js';

export * from './inspection.js';

/**
 * Inspects all pages of a Chromium by its debugging port, beside whatever drives it, from now on. Pages that
 * are there are counted from now on, and from their next document on wholly.
 * @param endpoint `http://localhost:9222`, or the WebSocket's address; of this machine only
 * @throws Error where no Chromium answers there
 */
export function attach(endpoint: string, options?: InspectOptions): Promise<Rtc>;

/** What a page holds that nobody prepared: counts of now, without the inspector in it. */
export interface Audit {
  /** Frames that hold a connection. */
  frames: AuditedFrame[];
  /** All of it for people, with what can't be known; empty where there is no connection. */
  text: string;
}

export interface AuditedFrame {
  page: string;
  connections: AuditedConnection[];
  /** Closed connections that the page still holds. */
  closed: number;
  /** Connections that could not be read, or are more than 200. */
  unread: number;
}

export interface AuditedConnection {
  /** Its connectionState. */
  state: string | null;
  transceivers: { audio: number; video: number };
  /** Video transceivers that send now. */
  sending: number;
  /** An entry for each layer; size null where Chromium no longer tells it. */
  idleEncoders: { size: { width: number; height: number } | null; codec: string | null }[];
}

/**
 * Looks once at what the pages of a Chromium hold, by their heaps (Runtime.queryObjects) and statistics,
 * and puts nothing into them: idle encoders with their sizes, without calls, lines and history.
 * @param endpoint as for attach()
 * @throws Error where no Chromium answers there
 */
export function audit(endpoint: string): Promise<Audit>;
