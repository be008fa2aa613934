import type { Fact } from '../verdict/evidence';

/** What is known of, and has to be said about, everything that comes from one kind of source. */
export interface SourceInfo {
  /** What such a file is called: `recording`, `webrtc-internals dump`. */
  title: string;
  /** Who recorded it and wrote it, where that was not this inspector; null where it was. */
  writer: { name: string; recordedBy: string } | null;
  /** What it tells of a page: findings that need more are listed as not checked. */
  knows: readonly Fact[];
  /** Connections are counted from 1 on without a gap, so that missing numbers tell of forgotten ones. */
  countsConnections: boolean;
  /** A connection is named after its document too, as the source itself does. */
  namesDocuments: boolean;
}

/** What is said of a source only to those who open files: not in the first load. */
export interface SourceTexts {
  /** Where a user gets one: what the viewer lists. */
  origin: string;
  /** What it does not tell and what follows, in sentences; null where it tells all. */
  limits: string | null;
  /** Steps to send to whoever has the problem, so that the file tells the whole story: plain text; null for none. */
  advice: string | null;
}
