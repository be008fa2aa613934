import { estimateOf } from '../../../estimate/memory';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import { type PublishVerdict, publishVerdictsOf } from '../../../verdict/publishes/publish-verdict';
import { encodersCost, type Finding, type FindingUnit } from '../../finding';
import { recipesFor } from '../../recipes/publish';
import { remediesFor } from '../../remedy';

/** MB of one idle video encoder, to rank by until its statistics are there: VP8 at 720p. */
const TYPICAL_VIDEO = 32;

/** Publishes go on adding transceivers although idle ones of the same source are there. */
export const idleSenders = {
  id: 'idle-senders',
  title: 'Idle transceivers pile up',
  needs: [],
  find({ evidence }) {
    return publishVerdictsOf(evidence)
      .filter(({ state }) => state === 'growing')
      .map((verdict) => findingOf(evidence, verdict));
  },
} as const satisfies FindingUnit;

/** The finding of a verdict that is growing. */
export function findingOf(evidence: Evidence, verdict: PublishVerdict): Finding {
  const { document, connection, ended, idle, sentence, because, culprit, kind, idleIds } = verdict;
  return {
    id: 'idle-senders',
    document,
    connection,
    subject: verdict.subject,
    state: 'growing',
    ended,
    count: idle,
    sentence,
    advice: because,
    cost: encodersCost(idleIds.flatMap((id) => evidence.transceivers.get(id) ?? []).map(estimateOf)),
    weight: kind === 'video' && !ended ? idle * TYPICAL_VIDEO : 0,
    since: verdict.since,
    culprit,
    missing: missingFor(verdict.unpublishMethod),
    remedies: remediesFor(verdict),
    recipes: recipesFor({ ...verdict, culprit: libraryOf(evidence, verdict) }),
  };
}

/** The library that published; else the one that made the connection, as SIP libraries do whose app adds its tracks itself. */
const libraryOf = (evidence: Evidence, { culprit, connection }: PublishVerdict) =>
  culprit.sdk ? culprit : culpritAt(evidence, evidence.states.get(connection)?.madeStack);

/** What the page does not call: an idle one can be reused or stopped only once it is released. */
function missingFor(method: PublishVerdict['unpublishMethod']): string {
  if (method === 'track-ended') {
    return 'replaceTrack() on the sender that has the ended track; or its removeTrack(), then stop() of the transceiver';
  }
  if (method === 'track-null' || method === 'direction') {
    return 'replaceTrack() on the paused sender; or its removeTrack(), then stop() of the transceiver';
  }
  return 'reuse or stop() of the idle transceiver';
}
