import type { TransceiverState } from '../../../../protocol/state';
import { placeKey } from '../../../callsite/stack';
import { estimateOf } from '../../../estimate/memory';
import { publishesOf } from '../../../history/publishes';
import { type Subject, thingsOf } from '../../../history/subject';
import { countsOf, trendOf } from '../../../history/trend';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import { encodersCost, type Finding, type FindingUnit } from '../../finding';
import { libraryRecipes } from '../../recipes/libraries';
import type { Recipe } from '../../recipes/recipe';

/** Fewer that send at once may be on purpose. */
const MIN_SENDING = 3;

/**
 * Each publish adds a sender with a live track and none is ever taken away: the same device, by the
 * same line. Other participants have other devices, so what has none of its own (a canvas) is left alone.
 */
export const sendersAccumulate = {
  id: 'senders-accumulate',
  title: 'Senders that are never taken away',
  needs: ['stacks'],
  find({ evidence }) {
    const groups = groupBy(sendersOf(evidence), ({ key }) => key);
    return [...groups.values()].flatMap((group) => finding(evidence, group));
  },
} as const satisfies FindingUnit;

interface Sender {
  key: string;
  subject: Subject;
  state: TransceiverState;
  /** When it first sent, epoch ms. */
  at: number;
}

const DEVICES: ReadonlySet<string> = new Set(['camera', 'microphone', 'screen', 'window', 'tab']);

function sendersOf(evidence: Evidence): Sender[] {
  const { steps, connections, transceivers } = evidence;
  const senders: Sender[] = [];
  for (const { connection, lives, publishes } of publishesOf(steps)) {
    if (!isChosen(connections, connection)) continue;
    for (const { transceiver, added, subject, at } of publishes) {
      const state = transceivers.get(transceiver);
      const { source, label } = state?.track ?? {};
      if (!added || lives.get(transceiver)?.phase !== 'sending' || !source || !label) continue;
      if (!DEVICES.has(source.type) || state!.madeStack === null) continue;
      const line = placeKey(culpritAt(evidence, state!.madeStack));
      if (line) senders.push({ key: `${connection} ${subject} ${label} ${line}`, subject, state: state!, at });
    }
  }
  return senders;
}

function finding(evidence: Evidence, senders: readonly Sender[]): Omit<Finding, 'id'>[] {
  const { state, subject } = senders[0]!;
  const grows = trendOf(countsOf(senders.map(({ at }) => ({ from: at, to: null }))));
  if (senders.length < MIN_SENDING || grows !== 'growing') return [];
  const { connection } = state;
  const ended = evidence.ended(connection);
  const culprit = culpritAt(evidence, state.madeStack);
  return [
    {
      document: evidence.document,
      connection,
      subject,
      state: grows,
      ended,
      count: senders.length,
      sentence: `Connection ${evidence.nameOf(connection)}: ${thingsOf(senders.length, subject)} are being sent at once, all of one device and by one line.`,
      advice: 'Each publish adds a sender, and none was ever taken away. Only one of them is needed.',
      cost: encodersCost(ended ? [] : senders.slice(1).map((each) => estimateOf(each.state))),
      weight: 0,
      since: senders[0]!.at,
      culprit,
      missing: 'removeTrack() of the sender before, or replaceTrack() on it',
      remedies: [],
      recipes: [...libraryRecipes(culprit, 'switch'), RECIPE],
    },
  ];
}

const RECIPE: Recipe = {
  title: 'Replace the track of the sender that is there',
  steps: [
    'Keep the sender, and give it the new track. No new transceiver, no negotiation.',
    'Keep one for each thing that you send: a camera’s sender is not a screen’s.',
  ],
  code: `let sender = null;

async function publish(pc, track) {
  if (!pc.getSenders().includes(sender)) {
    sender = pc.addTrack(track);
    return sender;
  }
  const before = sender.track;
  await sender.replaceTrack(track);
  if (before !== track) before?.stop();
  return sender;
}`,
  links: [],
};
