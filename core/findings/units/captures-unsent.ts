import type { CaptureState } from '../../../protocol/state';
import { culpritOf, placeKey } from '../../callsite/stack';
import { groupBy } from '../../lists/group-by';
import { type Finding, type FindingUnit, span, UNKNOWN_COST } from '../finding';

/** A captured track that nobody sends for longer, in ms, is reported. */
const UNSENT_MS = 10_000;

/** What a page makes itself, of a canvas, an element or a generator, holds no device. */
const isDevice = ({ source: { call } }: CaptureState) => call !== null && call !== 'captureStream';

/** Captured tracks that are live and that no connection of their document sends, by the line that captured them. */
export const capturesUnsent = {
  id: 'captures-unsent',
  title: 'Captures that nobody sends',
  needs: ['captures'],
  find({ evidence, captures, now }) {
    const { document, stackOf } = evidence;
    const unsent = captures.filter(
      (each) => isDevice(each) && each.unsentSince !== null && now - each.unsentSince > UNSENT_MS,
    );
    const culprit = ({ source }: CaptureState) => culpritOf(source.stack === null ? null : stackOf(source.stack));
    // By the line, not by the whole stack: the same call reached on two ways is one cause.
    const groups = groupBy(unsent, (each) => `${each.source.type} ${placeKey(culprit(each))}`);
    return [...groups.values()].map((group): Omit<Finding, 'id'> => {
      const { source, kind } = group[0]!;
      const least = Math.min(...group.map(({ unsentSince }) => now - unsentSince!));
      const what = source.type === 'unknown' ? `${kind} capture` : `${source.type} capture`;
      const one = group.length === 1;
      return {
        document,
        connection: null,
        state: 'unknown',
        ended: false,
        count: group.length,
        sentence: `${group.length} ${what}${one ? ' is' : 's are'} live and not sent${one ? '' : ', each'} for ${one ? '' : 'at least '}${span(least)}.`,
        advice: `${kind === 'video' ? 'A preview or a processed picture may need it' : 'A level meter or a recording may need it'}; else the track’s stop() frees the device and its frames.`,
        cost: { ...UNKNOWN_COST, unknown: group.length },
        weight: group.length * (kind === 'video' ? 5 : 0.1),
        since: Math.min(...group.map(({ source, unsentSince }) => source.at ?? unsentSince!)),
        culprit: culprit(group[0]!),
        missing: 'stop() of the track',
        remedies: [],
        recipes: [],
      };
    });
  },
} as const satisfies FindingUnit;
