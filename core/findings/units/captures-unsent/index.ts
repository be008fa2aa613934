import type { SourceType } from '../../../../protocol/state';
import { placeKey } from '../../../callsite/stack';
import { CAPTURE, costOf, type Piece } from '../../../estimate/pieces';
import { groupBy } from '../../../lists/group-by';
import { duration } from '../../../text/format';
import { culpritAt } from '../../../verdict/evidence';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../../finding';
import { isGrowing, merged } from '../../tally';
import { recipesFor } from './recipes';

/** A captured track that nobody sends for longer, in ms, is reported. */
const UNSENT_MS = 10_000;
/** Two may be the camera of a call and that of its preview. */
const MIN_GROWING = 3;
/** What takes a device or a display. Tracks of canvases and elements are another finding's. */
const CAPTURING: ReadonlySet<string> = new Set(['getUserMedia', 'getDisplayMedia']);

/** Captured tracks that are live and that no connection of their document sends, by the line that captured them. */
export const capturesUnsent = {
  id: 'captures-unsent',
  title: 'Captures that nobody sends',
  needs: ['captures'],
  find({ evidence, captures, captureTallies, now }) {
    const { document } = evidence;
    const unsent = captures.filter(
      ({ unsentSince, source }) =>
        unsentSince !== null && now - unsentSince > UNSENT_MS && source.call !== null && CAPTURING.has(source.call),
    );
    // By the line, not by the whole stack: the same call reached on two ways is one cause.
    const keyOf = (type: SourceType, stack: number | null) => `${type} ${placeKey(culpritAt(evidence, stack))}`;
    const groups = groupBy(unsent, ({ source }) => keyOf(source.type, source.stack));
    const tallies = groupBy(captureTallies, ({ type, stack }) => keyOf(type, stack));
    const listed = groupBy(captures, ({ source }) => keyOf(source.type, source.stack));
    // The hook lists so many of them; the tally has all.
    const isListed = (key: string) => merged(tallies.get(key) ?? []).live <= (listed.get(key)?.length ?? 0);
    const grows = (key: string) => isGrowing(merged(tallies.get(key) ?? []), MIN_GROWING);
    return [...groups].map(([key, group]): Omit<Finding, 'id'> => {
      const { source, kind } = group[0]!;
      const least = Math.min(...group.map(({ unsentSince }) => now - unsentSince!));
      const what = source.type === 'unknown' ? `${kind} capture` : `${source.type} capture`;
      const piece: Piece | undefined = (CAPTURE as Partial<Record<SourceType, Piece>>)[source.type];
      const one = group.length === 1;
      return {
        document,
        connection: null,
        state: tallies.has(key) && grows(key) ? 'growing' : 'unknown',
        ended: false,
        count: group.length,
        sentence: `${isListed(key) ? '' : 'At least '}${group.length} ${what}${one ? ' has' : 's have'} been live but not sent for ${one ? '' : 'at least '}${duration(least)}.`,
        advice: `${kind === 'video' ? 'A preview or a processed picture may need it' : 'A level meter or a recording may need it'}; else the track’s stop() frees the device and its frames.`,
        cost: piece ? costOf(group.length, what, piece) : { ...UNKNOWN_COST, unknown: group.length },
        weight: 0,
        since: Math.min(...group.map(({ source, unsentSince }) => source.at ?? unsentSince!)),
        culprit: culpritAt(evidence, source.stack),
        missing: 'stop() of the track',
        remedies: [],
        recipes: recipesFor(source.call === 'getDisplayMedia' ? 'getDisplayMedia' : 'getUserMedia'),
      };
    });
  },
} as const satisfies FindingUnit;
