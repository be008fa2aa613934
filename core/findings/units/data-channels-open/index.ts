import type { Tally } from '../../../../protocol/state';
import { placeKey } from '../../../callsite/stack';
import { costOf, DATA_CHANNEL } from '../../../estimate/pieces';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { span } from '../../../text/format';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import type { Finding, FindingUnit } from '../../finding';
import { isGrowing, merged } from '../../tally';

/** Data channels that one line goes on opening, and that nobody closes. */
export const dataChannelsOpen = {
  id: 'data-channels-open',
  title: 'Data channels that are never closed',
  needs: ['channels'],
  find({ evidence }) {
    return [...evidence.states.values()]
      .filter(({ id }) => isChosen(evidence.connections, id))
      .flatMap(({ id, channels = [] }) =>
        groupedByLine(evidence, channels)
          .filter((tally) => isGrowing(tally))
          .map((tally) => finding(evidence, id, tally)),
      );
  },
} as const satisfies FindingUnit;

function finding(evidence: Evidence, connection: number, tally: Tally): Omit<Finding, 'id'> {
  const { stack, made, live, firstAt, lastAt } = tally;
  const ended = evidence.ended(connection);
  return {
    document: evidence.document,
    connection,
    state: 'growing',
    ended,
    count: live,
    sentence: `Connection ${evidence.nameOf(connection)}: ${made} data channels were opened ${stack === null ? 'by the far end' : 'by one line'} in ${span(lastAt - firstAt)}, ${live} are not closed.`,
    advice: 'A data channel lives until its close() or the end of the connection; both ends keep it until then.',
    cost: costOf(ended ? 0 : live, 'open data channel', DATA_CHANNEL),
    weight: 0,
    since: firstAt,
    culprit: culpritAt(evidence, stack),
    missing: 'close() of the data channel',
    remedies: [],
    recipes: [
      {
        title: 'Close each channel when its work is done, or keep one',
        steps: [
          'Close a channel that serves one request as soon as the answer is there, also where none comes.',
          'Either end may close it; the other end’s channel closes with it.',
        ],
        code: `async function request(pc, text) {
  const channel = pc.createDataChannel('request');
  try {
    return await new Promise((resolve, reject) => {
      channel.onopen = () => channel.send(text);
      channel.onmessage = ({ data }) => resolve(data);
      channel.onerror = ({ error }) => reject(error);
      channel.onclose = () => reject(new Error('Closed before the answer'));
    });
  } finally {
    channel.close();
  }
}`,
        links: [],
      },
    ],
  };
}

/** The same line reached on two ways is one cause. */
function groupedByLine(evidence: Evidence, channels: readonly Tally[]): Tally[] {
  const groups = groupBy(channels, ({ stack }) => (stack === null ? null : placeKey(culpritAt(evidence, stack))));
  return [...groups.values()].map(merged);
}
