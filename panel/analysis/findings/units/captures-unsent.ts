import { groupBy } from '../groupBy';
import { culpritOf } from '../stack';
import { type Note, type NoteEvidence, span } from './note';

/** A captured track that nobody sends for longer, in ms, is told. */
const UNSENT_MS = 10_000;

/** Captured tracks that are live and that no connection of their document sends, by what captured them. */
export function capturesUnsent(evidence: NoteEvidence): Note[] {
  const { captures, now, document, stackOf } = evidence;
  const unsent = captures.filter(({ unsentSince }) => unsentSince !== null && now - unsentSince > UNSENT_MS);
  const groups = groupBy(unsent, ({ source }) => `${source.type} ${source.stack}`);
  return [...groups.values()].map((group): Note => {
    const { source } = group[0]!;
    const least = Math.min(...group.map(({ unsentSince }) => now - unsentSince!));
    const what = source.type === 'unknown' ? `${group[0]!.kind} capture` : `${source.type} capture`;
    const one = group.length === 1;
    return {
      code: 'captures-unsent',
      document,
      connection: null,
      sentence: `${group.length} ${what}${one ? ' is' : 's are'} live and not sent${one ? '' : ', each'} for ${one ? '' : 'at least '}${span(least)}.`,
      advice: 'A preview or a processed picture may need it; else the track’s stop() frees the device and its frames.',
      culprit: culpritOf(source.stack === null ? null : stackOf(source.stack)),
    };
  });
}
