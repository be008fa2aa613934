import type { CaptureTally } from '../../../protocol/state';
import { culpritOf, placeKey } from '../../callsite/stack';
import { CANVAS_TRACKS } from '../../estimate/pieces';
import { groupBy } from '../../lists/group-by';
import { duration } from '../../text/format';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../finding';
import { isGrowing } from '../tally';

/** MB of a canvas track to rank by, between a track more and a canvas more (720p). */
const TYPICAL = 7;
const GENERATED: ReadonlySet<string> = new Set(['canvas', 'element', 'generator']);

/** Tracks of canvases, elements and generators that one line goes on making, and that nobody stops. */
export const generatedTracks = {
  id: 'generated-tracks',
  title: 'Generated tracks that are never stopped',
  needs: ['captures'],
  find({ evidence, captureTallies, now }) {
    const { document, stackOf } = evidence;
    const culprit = ({ stack }: CaptureTally) => culpritOf(stack === null ? null : stackOf(stack));
    const growing = captureTallies.filter((each) => GENERATED.has(each.type) && isGrowing(each));
    const groups = groupBy(growing, (each) => `${each.type} ${placeKey(culprit(each))}`);
    return [...groups.values()].map((group): Omit<Finding, 'id'> => {
      const { type, kind } = group[0]!;
      const live = group.reduce((sum, each) => sum + each.live, 0);
      const made = group.reduce((sum, each) => sum + each.made, 0);
      const since = Math.min(...group.map(({ firstAt }) => firstAt));
      return {
        document,
        connection: null,
        state: 'growing',
        ended: false,
        count: live,
        sentence: `${made} ${type} tracks were made by one line in ${duration(now - since)}, and ${live} of them go on.`,
        advice:
          'A track of a canvas or an element delivers frames until its stop(), whether or not a sender has it, and keeps what it is made of alive.',
        cost: { range: null, unknown: live, formula: type === 'canvas' ? CANVAS_TRACKS : UNKNOWN_COST.formula },
        weight: kind === 'video' ? live * TYPICAL : 0,
        since,
        culprit: culprit(group[0]!),
        missing: 'stop() of the track',
        remedies: [],
        recipes: [],
      };
    });
  },
} as const satisfies FindingUnit;
