import type { Kind, SourceType } from '../../protocol/state';

/** What is published, as users call it. */
export type Subject = 'screen share' | 'camera publish' | 'microphone publish' | 'video publish' | 'audio publish';

/** The subject of a publish, as far as its capture is known. */
export function subjectOf(source: SourceType | null, kind: Kind): Subject {
  if (kind === 'video' && (source === 'screen' || source === 'window' || source === 'tab')) return 'screen share';
  if (source === 'camera') return 'camera publish';
  if (source === 'microphone') return 'microphone publish';
  return `${kind} publish`;
}

/** `1 screen share`, `3 camera publishes`. */
export function countOf(count: number, subject: Subject): string {
  return `${count} ${count === 1 ? subject : subject.endsWith('sh') ? `${subject}es` : `${subject}s`}`;
}

/** The source alone, for a table: `camera`, `screen share`. */
export const sourceOf = (subject: Subject): string => subject.replace(/ publish$/, '');

/** The things behind a subject: `1 camera`, `5 microphones`, `2 screens`. */
export function thingsOf(count: number, subject: Subject): string {
  const thing = subject === 'screen share' ? 'screen' : sourceOf(subject);
  const counted = thing === 'video' || thing === 'audio' ? `${thing} track` : thing;
  return `${count} ${counted}${count === 1 ? '' : 's'}`;
}
