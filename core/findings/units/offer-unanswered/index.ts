import { placeKey } from '../../../callsite/stack';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { duration } from '../../../text/format';
import { culpritAt } from '../../../verdict/evidence';
import { type Facts, type Finding, type FindingUnit, UNKNOWN_COST } from '../../finding';
import { TAKE_BACK } from './recipe';

/** An answer takes a few round trips; after so long, in ms, none is under way. */
const WAIT_MS = 15_000;
/** To rank by, in MB: before a capture, which costs next to no memory. */
const WEIGHT = 3;

/** Connections that wait for an answer to their own offer, by the line that set it. */
export const offerUnanswered = {
  id: 'offer-unanswered',
  title: 'Offers without an answer',
  needs: ['calls'],
  find(facts) {
    return [...groupBy(waitingIn(facts), ({ culprit }) => placeKey(culprit)).values()].map((group) =>
      finding(facts, group),
    );
  },
} as const satisfies FindingUnit;

interface Waiting {
  connection: number;
  since: number;
  culprit: Finding['culprit'];
}

function waitingIn({ evidence, now, calls }: Facts): Waiting[] {
  const set = new Map(
    calls().flatMap((call) => (call.name === 'setLocalDescription' ? [[call.connection, call]] : [])),
  );
  return [...evidence.states.values()].flatMap(({ id, offerSince }) => {
    if (offerSince == null || now - offerSince < WAIT_MS || evidence.ended(id)) return [];
    if (!isChosen(evidence.connections, id)) return [];
    return [{ connection: id, since: offerSince, culprit: culpritAt(evidence, set.get(id)?.stack) }];
  });
}

function finding({ evidence, now }: Facts, group: readonly Waiting[]): Omit<Finding, 'id'> {
  const [{ connection, culprit }] = group as [Waiting];
  const one = group.length === 1;
  const least = duration(Math.min(...group.map(({ since }) => now - since)));
  return {
    document: evidence.document,
    connection: one ? connection : null,
    state: 'unknown',
    ended: false,
    count: group.length,
    sentence: one
      ? `Connection ${evidence.nameOf(connection)} has waited ${least} for an answer to its offer (have-local-offer).`
      : `${group.length} connections have waited at least ${least} for an answer to their offers (have-local-offer).`,
    advice:
      'Until the answer is set, nothing that was added, stopped or given another direction since takes effect. Set the answer, or take the offer back: setLocalDescription({ type: "rollback" }).',
    cost: UNKNOWN_COST,
    weight: WEIGHT,
    since: Math.min(...group.map(({ since }) => since)),
    culprit,
    missing: 'setRemoteDescription(answer)',
    remedies: [],
    recipes: [TAKE_BACK],
  };
}
