import { type CountChange, trendOf } from '../../history/trend';
import { formatBytes } from '../../text/bytes';
import { plural } from '../../text/format';
import type { Evidence } from '../../verdict/evidence';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../finding';

/** Limits that a description often meets on its way, in bytes. */
const LIMITS = [
  { bytes: 16 * 1024, what: 'what a data channel message may be to every browser' },
  { bytes: 64 * 1024, what: 'the frame or field of many signaling servers' },
  { bytes: 2 * 1024 * 1024, what: 'the message of a LiveKit server' },
];
/** From here on a description is large though it does not grow. */
const LARGE = LIMITS[1]!.bytes;

/** Descriptions that grow with each negotiation, or are near a limit of the signaling. */
export const sdpSize = {
  id: 'sdp-size',
  title: 'Descriptions that grow',
  needs: [],
  unless: ['idle-senders', 'senders-accumulate', 'never-used', 'receivers-piling-up', 'device-switch'],
  find({ evidence, sdp }) {
    const findings: Omit<Finding, 'id'>[] = [];
    for (const { id, mLines, localSdpBytes: bytes } of evidence.states.values()) {
      if (mLines === null || bytes === null) continue;
      if (evidence.connections && !evidence.connections.has(id)) continue;
      const changes = sdp.flatMap(({ at, connection, mLines }): CountChange[] =>
        connection === id && mLines !== null ? [{ at, count: mLines }] : [],
      );
      const state = trendOf(changes);
      if (bytes >= LARGE || (state === 'growing' && bytes >= LIMITS[0]!.bytes)) {
        findings.push(finding(evidence, id, state, mLines, bytes));
      }
    }
    return findings;
  },
} as const satisfies FindingUnit;

function finding({ document, ended }: Evidence, id: number, state: Finding['state'], mLines: number, bytes: number) {
  const passed = LIMITS.findLast((limit) => bytes >= limit.bytes);
  const next = LIMITS.find((limit) => bytes < limit.bytes);
  return {
    document,
    connection: id,
    state,
    ended: ended(id),
    count: mLines,
    sentence: `Connection #${id}: the local description has ${plural(mLines, 'm-line')} and ${formatBytes(bytes)}${state === 'growing' ? ', more with each negotiation' : ''}.`,
    advice: [
      passed && `It is above ${formatBytes(passed.bytes)} (${passed.what}).`,
      next && `The next common limit is ${formatBytes(next.bytes)} (${next.what}).`,
      'Each transceiver that was ever negotiated keeps its m-line: reuse them, or stop them so that they are recycled.',
    ]
      .filter(Boolean)
      .join(' '),
    cost: UNKNOWN_COST,
    weight: 0,
    since: null,
    culprit: { app: null, sdk: null },
    missing: null,
    remedies: [],
    recipes: [],
  };
}
