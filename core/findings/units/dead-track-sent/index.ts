import { sends } from '../../../../protocol/directions';
import type { TransceiverState } from '../../../../protocol/state';
import { type Culprit, placeKey } from '../../../callsite/stack';
import { type Subject, subjectOf, thingsOf } from '../../../history/subject';
import { countsOf, trendOf } from '../../../history/trend';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { duration } from '../../../text/format';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../../finding';
import { SHARE_AGAIN, SWITCH_DEVICE } from '../../recipes/switch-device';

/** Muted for so long, in ms, is worth a word: a remote track that is sent on is muted until its first packet. */
const MUTED_MS = 10_000;
/** A page that ends a track takes it away soon, or closes; after so long, in ms, it does not. */
const LEFT_MS = 10_000;
/** To rank by, in MB: before a capture, which costs next to no memory. */
const WEIGHT = 3;

/** A track that had ended when it was published or has ended since, or that its source mutes: the far end sees black or hears nothing. */
export const deadTrackSent = {
  id: 'dead-track-sent',
  title: 'Tracks that are published and carry nothing',
  needs: ['captures'],
  find({ evidence, now }) {
    const own = [...evidence.transceivers.values()].filter(
      ({ connection, index }) =>
        index !== null && !evidence.ended(connection) && isChosen(evidence.connections, connection),
    );
    const given = groupBy(
      own.filter(({ endedGiven }) => endedGiven != null),
      (each) => keyOf(each, givenAt(evidence, each)),
    );
    const left = groupBy(
      own.filter((each) => each.endedGiven == null && isLeftEnded(each, now)),
      (each) => keyOf(each, madeAt(evidence, each)),
    );
    const muted = own.filter(({ phase, track }) => phase === 'sending' && isMuted(track?.mutedSince, now));
    return [
      ...[...given.values()].filter(matters).map((group) => givenFinding(evidence, group)),
      ...[...left.values()].map((group) => leftFinding(evidence, group)),
      ...muted.map((each) => mutedFinding(evidence, each, now)),
    ];
  },
} as const satisfies FindingUnit;

const countOf = (group: readonly TransceiverState[]) =>
  group.reduce((sum, { endedGiven }) => sum + endedGiven!.count, 0);

/** One of them still has the track that had ended, or it happened more than once. */
const matters = (group: readonly TransceiverState[]) =>
  countOf(group) > 1 || group.some(({ track }) => track?.readyState === 'ended');

/** Its track has ended while it was sent, and the page has left it there. */
const isLeftEnded = ({ phase, track, direction, idleSince }: TransceiverState, now: number) =>
  phase === 'idle' && track?.readyState === 'ended' && sends(direction) && now - (idleSince ?? now) >= LEFT_MS;

const isMuted = (since: number | null | undefined, now: number) => since != null && now - since >= MUTED_MS;

const givenAt = (evidence: Evidence, { endedGiven }: TransceiverState) => culpritAt(evidence, endedGiven?.stack);
const madeAt = (evidence: Evidence, { madeStack }: TransceiverState) => culpritAt(evidence, madeStack);

const keyOf = ({ connection, kind }: TransceiverState, culprit: Culprit) =>
  `${connection} ${kind} ${placeKey(culprit)}`;

function givenFinding(evidence: Evidence, group: readonly TransceiverState[]): Omit<Finding, 'id'> {
  const count = countOf(group);
  const one = count === 1;
  return {
    ...base(evidence, group),
    // Each on a sender of its own: there are ever more of them.
    state: trendOf(countsOf(group.map(({ endedGiven }) => ({ from: endedGiven!.at, to: null })))),
    count,
    sentence: `Connection ${evidence.nameOf(group[0]!.connection)}: ${things(evidence, group[0]!, count)} ${one ? 'was' : 'were'} published with ${one ? 'a track' : 'tracks'} that had ended.`,
    since: Math.min(...group.map(({ endedGiven }) => endedGiven!.at)),
    culprit: givenAt(evidence, group[0]!),
  };
}

function leftFinding(evidence: Evidence, group: readonly TransceiverState[]): Omit<Finding, 'id'> {
  const one = group.length === 1;
  return {
    ...base(evidence, group),
    count: group.length,
    sentence: `Connection ${evidence.nameOf(group[0]!.connection)}: the ${one ? 'track' : 'tracks'} of ${things(evidence, group[0]!, group.length)} ${one ? 'has' : 'have'} ended, and ${one ? 'its sender still has it' : 'their senders still have them'}.`,
    since: Math.min(...group.map(({ idleSince }) => idleSince!)),
    culprit: madeAt(evidence, group[0]!),
  };
}

function mutedFinding(evidence: Evidence, transceiver: TransceiverState, now: number): Omit<Finding, 'id'> {
  const { connection, track } = transceiver;
  const { source, mutedSince } = track!;
  const captured = culpritAt(evidence, source.stack);
  return {
    ...base(evidence, [transceiver]),
    count: 1,
    sentence: `Connection ${evidence.nameOf(connection)}: ${things(evidence, transceiver, 1)} is published and has been muted by its source for ${duration(now - mutedSince!)}.`,
    advice: `${seen(transceiver)} The browser, the system or the far end of a relayed track mutes it; its mute and unmute events say when. Until it is unmuted, replaceTrack() another one.`,
    since: mutedSince!,
    culprit: captured.app ? captured : madeAt(evidence, transceiver),
    missing: null,
  };
}

/** What it sends, or what it sent last. */
function subjectIn({ steps }: Evidence, { id, kind, track }: TransceiverState): Subject {
  const source =
    track?.source.type ?? steps.findLast((step) => step.transceiver === id && step.source !== null)?.source;
  return subjectOf(source ?? null, kind);
}

/** `2 microphones`. */
const things = (evidence: Evidence, transceiver: TransceiverState, count: number) =>
  thingsOf(count, subjectIn(evidence, transceiver));

const seen = ({ kind }: TransceiverState) => `The far end ${kind === 'video' ? 'sees black' : 'hears nothing'}.`;

function base(evidence: Evidence, [first]: readonly TransceiverState[]) {
  return {
    document: evidence.document,
    connection: first!.connection,
    state: 'unknown' as const,
    ended: false,
    advice: `${seen(first!)} A track that has ended never starts again: capture a new one, and replaceTrack() it.`,
    missing: 'replaceTrack() with a new capture',
    remedies: [],
    recipes: [subjectIn(evidence, first!) === 'screen share' ? SHARE_AGAIN : SWITCH_DEVICE],
    cost: UNKNOWN_COST,
    weight: WEIGHT,
  };
}
