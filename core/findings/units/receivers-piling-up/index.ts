import type { Engine } from '../../../estimate/coefficients/engine';
import { costOf, receiverPiece, sumOfCosts } from '../../../estimate/pieces';
import { engineOfState } from '../../../estimate/receiver';
import { groupBy } from '../../../lists/group-by';
import type { Evidence } from '../../../verdict/evidence';
import { type Receiving, receivingOf } from '../../../verdict/receiving';
import type { Finding, FindingUnit } from '../../finding';
import { RECIPES } from './recipes';

/** Each remote publish adds a receiving transceiver although others here no longer receive. */
export const receiversPilingUp = {
  id: 'receivers-piling-up',
  title: 'Receivers that receive no more',
  needs: [],
  find({ evidence }) {
    const growing = receivingOf(evidence).filter(({ state }) => state === 'piling-up');
    return [...groupBy(growing, ({ connection }) => connection).values()].map((kinds) => finding(evidence, kinds));
  },
} as const satisfies FindingUnit;

/** All transceivers of a document are of one browser. */
const engineIn = ({ transceivers }: Evidence): Engine => engineOfState(transceivers.values().next().value);

/** @param kinds of one connection, one entry for each kind that grows */
function finding(evidence: Evidence, kinds: readonly Receiving[]): Omit<Finding, 'id'> {
  const { document, connection, ended } = kinds[0]!;
  const sum = (count: (of: Receiving) => number) => kinds.reduce((total, each) => total + count(each), 0);
  const done = sum((each) => each.done);
  const starts = kinds.map((each) => `${each.starts} remote ${each.kind}`).join(' and ');
  const since = kinds.flatMap((each) => each.since ?? []);
  return {
    document,
    connection,
    state: 'growing',
    ended,
    count: done,
    sentence: `Connection ${evidence.nameOf(connection)}: ${starts} publishes made ${sum((each) => each.made)} transceivers here, ${done} of which no longer receive.`,
    advice: 'Only the sending side can fix this, by reusing or stopping its transceivers.',
    cost: sumOfCosts(
      kinds.map(({ done, kind }) => costOf(done, `dead ${kind} receiver`, receiverPiece(kind, engineIn(evidence)))),
    ),
    weight: 0,
    since: since.length > 0 ? Math.min(...since) : null,
    culprit: { app: null, sdk: null },
    missing: 'stop() or reuse at the sending side',
    remedies: [],
    recipes: RECIPES,
  };
}
