import { type Culprit, placeKey } from '../../../callsite/stack';
import { type CountChange, trendOf } from '../../../history/trend';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { bytes, plural } from '../../../text/format';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import { carriesMedia } from '../../carries-media';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../../finding';
import { RECIPES } from './recipes';

/** Limits that a description often meets on its way, in bytes. */
const LIMITS = [
  { bytes: 16 * 1024, what: 'what a data channel message may be to every browser' },
  { bytes: 64 * 1024, what: 'the frame or field of many signaling servers' },
  { bytes: 2 * 1024 * 1024, what: 'the message of a LiveKit server' },
];
/** From here on a description is large though it does not grow. */
const LARGE = LIMITS[1]!.bytes;

/** Findings that say why, for what is not large in itself. */
const CAUSES = [
  'idle-senders',
  'senders-accumulate',
  'never-used',
  'receivers-piling-up',
  'device-switch',
  'dead-track-sent',
];

/** Descriptions that grow with each negotiation, or are near a limit of the signaling. */
export const sdpSize = {
  id: 'sdp-size',
  title: 'Descriptions that grow',
  needs: [],
  find({ evidence, sdp }) {
    const findings: Omit<Finding, 'id'>[] = [];
    const readings = groupBy(sdp, ({ connection }) => connection);
    for (const { id, mLines, localSdpBytes: size } of evidence.states.values()) {
      if (mLines === null || size === null) continue;
      if (!isChosen(evidence.connections, id)) continue;
      const changes = (readings.get(id) ?? []).flatMap(({ at, mLines }): CountChange[] =>
        mLines === null ? [] : [{ at, count: mLines }],
      );
      const state = trendOf(changes);
      // Members who join add m-lines as well: what is in use does not pile up.
      const grows = state === 'growing' && size >= LIMITS[0]!.bytes && inUse(evidence, id) < mLines / 2;
      if (size >= LARGE || grows) {
        findings.push(finding(evidence, id, state, mLines, size));
      }
    }
    return findings;
  },
} as const satisfies FindingUnit;

function finding(evidence: Evidence, id: number, state: Finding['state'], mLines: number, size: number) {
  const { document, ended, nameOf } = evidence;
  const passed = LIMITS.findLast((limit) => size >= limit.bytes);
  const next = LIMITS.find((limit) => size < limit.bytes);
  return {
    document,
    connection: id,
    state,
    ended: ended(id),
    count: mLines,
    sentence: `Connection ${nameOf(id)}: the local description has ${plural(mLines, 'm-line')} and ${bytes(size)}${passed && size >= LARGE ? `, above ${bytes(passed.bytes)}` : ''}${state === 'growing' ? ', more with each negotiation' : ''}.`,
    advice: [
      passed && `It is above ${bytes(passed.bytes)} (${passed.what}).`,
      next && `The next common limit is ${bytes(next.bytes)} (${next.what}).`,
      'Each transceiver that was ever negotiated keeps its m-line: reuse those that are there (getTransceivers()), or stop() them so that their m-lines are recycled.',
    ]
      .filter(Boolean)
      .join(' '),
    cost: UNKNOWN_COST,
    weight: 0,
    since: null,
    culprit: makerOf(evidence, id),
    missing: null,
    remedies: [],
    recipes: RECIPES,
    unless: size < LARGE ? CAUSES : [],
  };
}

/** Transceivers of a connection that send or receive. */
function inUse({ transceivers }: Evidence, connection: number): number {
  return [...transceivers.values()].filter((each) => each.connection === connection && carriesMedia(each)).length;
}

/** The line that made most of a connection's transceivers. */
function makerOf(evidence: Evidence, connection: number): Culprit {
  const made = [...evidence.transceivers.values()].filter(
    (each) => each.connection === connection && each.madeStack !== null,
  );
  const lines = groupBy(
    made.map(({ madeStack }) => culpritAt(evidence, madeStack)),
    placeKey,
  );
  const [most = []] = [...lines.values()].sort((a, b) => b.length - a.length);
  return most[0] ?? { app: null, sdk: null };
}
