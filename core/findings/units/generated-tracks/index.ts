import type { CaptureTally } from '../../../../protocol/state';
import { placeKey } from '../../../callsite/stack';
import { costOf, GENERATED_TRACK } from '../../../estimate/pieces';
import { groupBy } from '../../../lists/group-by';
import { span } from '../../../text/format';
import { culpritAt } from '../../../verdict/evidence';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../../finding';
import { isGrowing, merged } from '../../tally';
import { RECIPES } from './recipes';

/** MB of a canvas track to rank by, between a track more and a canvas more (720p). */
const TYPICAL = 7;
const GENERATED: ReadonlySet<string> = new Set(['canvas', 'element', 'generator', 'unknown']);

/** Tracks of canvases, elements, generators and audio graphs that one line goes on making, and that nobody stops. */
export const generatedTracks = {
  id: 'generated-tracks',
  title: 'Generated tracks that are never stopped',
  needs: ['captures'],
  find({ evidence, captureTallies }) {
    const { document } = evidence;
    const culprit = ({ stack }: CaptureTally) => culpritAt(evidence, stack);
    const generated = captureTallies.filter(({ type }) => GENERATED.has(type));
    const groups = groupBy(generated, (each) => `${each.type} ${placeKey(culprit(each))}`);
    const growing = [...groups.values()].filter((group) => isGrowing(merged(group)));
    return growing.map((group): Omit<Finding, 'id'> => {
      const { type, kind } = group[0]!;
      const piece = GENERATED_TRACK[type];
      const what = type === 'unknown' ? kind : type;
      const { live, made, firstAt: since, lastAt } = merged(group);
      return {
        document,
        connection: null,
        state: 'growing',
        ended: false,
        count: live,
        sentence: `${made} ${what} tracks were made by one line in ${span(lastAt - since)}, and ${live} of them are still live.`,
        advice:
          'A track of a canvas, an element or an audio graph stays live until its stop(), whether or not a sender has it, and keeps its source alive.',
        cost: piece ? costOf(live, `live ${type} track`, piece) : { ...UNKNOWN_COST, unknown: live },
        weight: kind === 'video' ? live * TYPICAL : 0,
        since,
        culprit: culprit(group[0]!),
        missing: 'stop() of the track',
        remedies: [],
        recipes: RECIPES,
      };
    });
  },
} as const satisfies FindingUnit;
