import { culpritOf } from '../../callsite/stack';
import { duration } from '../../text/format';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../finding';

/** An answer takes a few round trips; after so long, in ms, none is under way. */
const WAIT_MS = 15_000;

/** A connection that waits for an answer to its own offer. */
export const offerUnanswered = {
  id: 'offer-unanswered',
  title: 'Offers without an answer',
  needs: ['calls'],
  find({ evidence, now, calls }) {
    const findings: Omit<Finding, 'id'>[] = [];
    for (const { id, offerSince } of evidence.states.values()) {
      if (offerSince == null || now - offerSince < WAIT_MS || evidence.ended(id)) continue;
      if (evidence.connections && !evidence.connections.has(id)) continue;
      const set = calls().findLast(({ connection, name }) => connection === id && name === 'setLocalDescription');
      const stack = set?.stack ?? null;
      findings.push({
        document: evidence.document,
        connection: id,
        state: 'unknown',
        ended: false,
        count: 1,
        sentence: `Connection #${id} has waited ${duration(now - offerSince)} for an answer to its offer (have-local-offer).`,
        advice:
          'Until the answer is set, nothing that was added, stopped or given another direction since takes effect. Set the answer, or roll the offer back.',
        cost: UNKNOWN_COST,
        weight: 0,
        since: offerSince,
        culprit: culpritOf(stack === null ? null : evidence.stackOf(stack)),
        missing: 'setRemoteDescription(answer)',
        remedies: [],
        recipes: [],
      });
    }
    return findings;
  },
} as const satisfies FindingUnit;
