import type { CaptureState } from '../../../protocol/state';
import type { Culprit } from '../stack';
import type { Evidence } from './evidence';

/** Something found beside the verdict. */
export interface Note {
  code: 'open-unused' | 'captures-unsent' | 'receivers-piling-up';
  document: string;
  /** Null where it is about the document. */
  connection: number | null;
  /** What is known, exactly. */
  sentence: string;
  /** What it means, and what would end it. */
  advice: string;
  culprit: Culprit;
}

/** What one document offers beside its publishes. */
export interface NoteEvidence extends Evidence {
  /** Epoch ms. */
  now: number;
  captures: readonly CaptureState[];
  /** When the page last called a method of the connection, of its transceivers or senders; null for not known. */
  lastCallAt(connection: number): number | null;
}

/** `12 s`, `4 min`, `2 h`: rounded down. */
export function span(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 120) return `${s} s`;
  const min = Math.floor(s / 60);
  return min < 120 ? `${min} min` : `${Math.floor(min / 60)} h`;
}
