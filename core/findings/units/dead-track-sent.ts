import type { TransceiverState } from '../../../protocol/state';
import { culpritOf, placeKey } from '../../callsite/stack';
import { subjectOf, thingsOf } from '../../history/subject';
import { groupBy } from '../../lists/group-by';
import { duration } from '../../text/format';
import type { Evidence } from '../../verdict/evidence';
import { type Finding, type FindingUnit, UNKNOWN_COST } from '../finding';

/** Muted for so long, in ms, is worth a word: a remote track that is sent on is muted until its first packet. */
const MUTED_MS = 10_000;

/** A track that had ended when it was published, or that its source mutes: the far end sees black or hears nothing. */
export const deadTrackSent = {
  id: 'dead-track-sent',
  title: 'Tracks that are published and carry nothing',
  needs: ['captures'],
  find({ evidence, now }) {
    const own = [...evidence.transceivers.values()].filter(
      ({ connection, index }) =>
        index !== null &&
        !evidence.ended(connection) &&
        (!evidence.connections || evidence.connections.has(connection)),
    );
    const ended = groupBy(own.filter(givenEnded), (each) => `${each.connection} ${placeKey(lineOf(evidence, each))}`);
    const muted = own.filter(({ phase, track }) => phase === 'sending' && isMuted(track?.mutedSince, now));
    return [
      ...[...ended.values()].map((group) => endedFinding(evidence, group)),
      ...muted.map((each) => mutedFinding(evidence, each, now)),
    ];
  },
} as const satisfies FindingUnit;

/** Its sender still has the track that had ended when it came. */
const givenEnded = ({ endedGiven, track }: TransceiverState) => endedGiven != null && track?.readyState === 'ended';

const isMuted = (since: number | null | undefined, now: number) => since != null && now - since >= MUTED_MS;

const lineOf = ({ stackOf }: Evidence, { endedGiven }: TransceiverState) =>
  culpritOf(endedGiven?.stack == null ? null : stackOf(endedGiven.stack));

function endedFinding(evidence: Evidence, group: readonly TransceiverState[]): Omit<Finding, 'id'> {
  const { connection, kind, track } = group[0]!;
  const things = thingsOf(group.length, subjectOf(track?.source.type ?? null, kind));
  const one = group.length === 1;
  return {
    ...base(evidence, connection),
    count: group.length,
    sentence: `Connection #${connection}: ${things} ${one ? 'was' : 'were'} published with ${one ? 'a track' : 'tracks'} that had ended.`,
    advice: `The far end ${kind === 'video' ? 'sees black' : 'hears nothing'}. A track that has ended never starts again: capture a new one, and publish that.`,
    since: Math.min(...group.map(({ endedGiven }) => endedGiven!.at)),
    culprit: lineOf(evidence, group[0]!),
    missing: 'a new capture: getUserMedia() or getDisplayMedia()',
  };
}

function mutedFinding(evidence: Evidence, { connection, kind, track }: TransceiverState, now: number) {
  const { source, mutedSince } = track!;
  const thing = thingsOf(1, subjectOf(source.type, kind));
  return {
    ...base(evidence, connection),
    count: 1,
    sentence: `Connection #${connection}: ${thing} is published and has been muted by its source for ${duration(now - mutedSince!)}.`,
    advice: `The far end ${kind === 'video' ? 'sees black' : 'hears nothing'}. The browser, the system or another app mutes the device; the track's mute and unmute events say when.`,
    since: mutedSince!,
    culprit: culpritOf(source.stack === null ? null : evidence.stackOf(source.stack)),
    missing: null,
  };
}

function base({ document }: Evidence, connection: number) {
  const none = { remedies: [], recipes: [], cost: UNKNOWN_COST, weight: 0 };
  return { document, connection, state: 'unknown' as const, ended: false, ...none };
}
