import type { Fact } from '../verdict/evidence';

/** Properties of one kind of source, needed wherever its data is shown. */
export interface SourceInfo {
  /** Name of such a file: `recording`, `webrtc-internals dump`. */
  title: string;
  /** The program that recorded and wrote it; null for this inspector. */
  writer: { name: string; recordedBy: string } | null;
  /** The facts that it holds. Findings that need others are listed as not checked. */
  knows: readonly Fact[];
  /** Connections are numbered from 1 without gaps, so that a missing number means a dropped connection. */
  countsConnections: boolean;
  /** The source names a connection after its document, too. */
  namesDocuments: boolean;
}

/** Texts about a source that only the file views need, so they are not part of the first load. */
export interface SourceTexts {
  /** Where a user gets such a file; listed in the viewer. */
  origin: string;
  /** What the source does not record, in sentences; null if it records everything. */
  limits: string | null;
  /** Instructions for the person who records the file, as plain text; null if none are needed. */
  advice: string | null;
}
