import type { ConnectionState } from '../../../../protocol/state';
import { type Culprit, placeKey } from '../../../callsite/stack';
import { estimateOf } from '../../../estimate/memory';
import { CONNECTION, costOf, sumOfCosts } from '../../../estimate/pieces';
import { publishesOf } from '../../../history/publishes';
import { countsOf, trendOf } from '../../../history/trend';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { duration, span } from '../../../text/format';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import { publishVerdictsOf } from '../../../verdict/publishes/publish-verdict';
import { carriesMedia } from '../../carries-media';
import { type Cost, encodersCost, type Facts, type Finding, type FindingUnit } from '../../finding';
import { libraryRecipes } from '../../recipes/libraries';
import { RECIPES } from './recipes';

/** A connection that nobody calls for so long, in ms, is looked at. */
const QUIET_MS = 60_000;
/** The same where one line goes on making them and closes none. */
const QUIET_GROWING_MS = 10_000;
/** A single one that has carried media before, and that the page may use again. */
const REST_MS = 600_000;
/** Fewer that grow may be the participants of a call. */
const MIN_GROWING = 4;
/** The same where each had sent its last before the next was made: a call for each share, not participants. */
const MIN_SPENT = 3;
/** Connections that only have data channels: fewer may be a mesh. */
const MIN_DATA_ONLY = 16;
/** Chrome refuses a new connection at about so many in one process (measured, Chromium 156). */
const LIMIT = '440-490';

/**
 * Connections that are open and not in use, by the line that makes them. Whether the page still
 * holds one can't be known: Chrome keeps an open connection alive even where nothing refers to it any more.
 */
export const openUnused = {
  id: 'open-unused',
  title: 'Connections that are open and not in use',
  needs: ['calls'],
  find(facts) {
    const { evidence } = facts;
    const groups = groupBy(evidence.states.values(), (state) => placeKey(lineOf(evidence, state)));
    const media = mediaOf(evidence);
    return [...groups.values()].flatMap((group) => finding(facts, media, group));
  },
} as const satisfies FindingUnit;

/** What a connection is of use for: media, data channels only, nothing; or it is broken. */
type Use = 'media' | 'data' | 'none' | 'broken';

interface Open {
  state: ConnectionState;
  use: Use;
  /** It has carried something before. */
  used: boolean;
  /** It has idle senders, carries nothing, and had sent its last before the next connection of its line was made. */
  spent: boolean;
  /** Since its making or the last call of the page, in ms. */
  quiet: number;
}

/** What the transceivers say of their connections, looked up once for all lines. */
interface Media {
  /** Connections of which a transceiver sends or may receive. */
  busy: ReadonlySet<number>;
  /** Those of which one has sent or received. */
  used: ReadonlySet<number>;
  /** When the last of a connection's senders became idle, epoch ms. */
  idleSince: ReadonlyMap<number, number>;
}

const lineOf = (evidence: Evidence, { madeStack }: ConnectionState): Culprit => culpritAt(evidence, madeStack);

/** @param made all connections that one line made, those that are over too */
function finding(facts: Facts, media: Media, made: readonly ConnectionState[]): Omit<Finding, 'id'>[] {
  const { evidence } = facts;
  const state = trendOf(
    countsOf(made.map(({ madeAt, closedAt, collectedAt }) => ({ from: madeAt, to: closedAt ?? collectedAt }))),
    true,
  );
  const open = openOf(facts, media, made);
  const spent = open.filter((each) => each.spent);
  const inTurn = state === 'growing' && spent.length >= MIN_SPENT && spent.length >= open.length - 1;
  const growing =
    inTurn || (state === 'growing' && open.length >= MIN_GROWING && open.every(({ use }) => use !== 'media'));
  const least = growing ? QUIET_GROWING_MS : QUIET_MS;
  const left = inTurn ? spent : open.filter(({ use, quiet }) => (use === 'none' || use === 'broken') && quiet >= least);
  // One that rests between two calls may be kept for the next; several of one line are not.
  const [only] = left;
  const rests = left.length === 1 && only!.use === 'none' && only!.used && only!.quiet < REST_MS;
  const unused = rests ? [] : left;
  const allOpen = made.length === open.length;
  const dataOnly = growing && !inTurn && allOpen && open.length >= MIN_DATA_ONLY;
  const reported = dataOnly ? open : unused;
  if (reported.length === 0) return [];
  const culprit = lineOf(evidence, made[0]!);
  return [
    {
      document: evidence.document,
      connection: reported.length === 1 ? reported[0]!.state.id : null,
      state: reported.length === 1 && state !== 'growing' ? 'unknown' : state,
      ended: false,
      count: reported.length,
      sentence: dataOnly
        ? dataOnlySentence(reported)
        : reported.length === 1
          ? sentenceOfOne(evidence, reported[0]!)
          : sentenceOf(reported, inTurn),
      advice: `Chrome keeps an open connection alive even where the page dropped it; close() ends it. Chrome refuses new ones at about ${LIMIT} in a process.`,
      cost: sumOfCosts([costOf(reported.length, 'open connection', CONNECTION), ...idleEncoders(evidence, reported)]),
      weight: 0,
      since: Math.min(...reported.map((each) => each.state.madeAt)),
      culprit,
      missing: 'close()',
      connections: reported.map((each) => each.state.id),
      unless: reported.length === 1 ? ['dead-track-sent'] : [],
      remedies: [],
      recipes: [...libraryRecipes(culprit, 'close'), ...RECIPES],
    },
  ];
}

function openOf({ evidence, now, lastCallAt }: Facts, media: Media, made: readonly ConnectionState[]): Open[] {
  const spent = spentInTurn(media, made);
  return made
    .filter(({ id, collectedAt }) => !evidence.ended(id) && collectedAt === null)
    .filter(({ id }) => isChosen(evidence.connections, id))
    .map((state) => ({
      state,
      use: useOf(state, media),
      used: media.used.has(state.id),
      spent: spent.has(state.id),
      quiet: now - Math.max(state.madeAt, lastCallAt(state.id) ?? 0),
    }));
}

function mediaOf({ steps, transceivers }: Evidence): Media {
  const [busy, used, idleSince] = [new Set<number>(), new Set<number>(), new Map<number, number>()];
  for (const each of transceivers.values()) {
    const { connection, phase, idleSince: since } = each;
    if (carriesMedia(each)) busy.add(connection);
    if (phase === 'idle' && since !== null) idleSince.set(connection, Math.max(idleSince.get(connection) ?? 0, since));
  }
  for (const { connection, lives } of publishesOf(steps)) {
    for (const { usedAt } of lives.values()) if (usedAt !== null) used.add(connection);
  }
  return { busy, used, idleSince };
}

/** Of these connections, those whose senders were all idle before the next one was made. */
function spentInTurn({ busy, idleSince }: Media, made: readonly ConnectionState[]): ReadonlySet<number> {
  const inOrder = [...made].sort((a, b) => a.madeAt - b.madeAt);
  // An open data channel is no excuse: client libraries open one with every call.
  const spent = inOrder.filter(({ id }, i) => {
    const since = idleSince.get(id);
    return since !== undefined && !busy.has(id) && since <= (inOrder[i + 1]?.madeAt ?? since);
  });
  return new Set(spent.map(({ id }) => id));
}

/** What the idle encoders on these connections hold, but for those that a finding about the publishes prices. */
function idleEncoders(evidence: Evidence, reported: readonly Open[]): Cost[] {
  const ids = new Set(reported.map(({ state }) => state.id));
  for (const { connection, state } of publishVerdictsOf(evidence)) if (state === 'growing') ids.delete(connection);
  const idle = [...evidence.transceivers.values()].filter(
    ({ connection, phase, index }) => ids.has(connection) && phase === 'idle' && index !== null,
  );
  return idle.length === 0 ? [] : [encodersCost(idle.map(estimateOf))];
}

function useOf({ id, connectionState, dataChannels, channels }: ConnectionState, { busy }: Media): Use {
  if (connectionState === 'failed' || connectionState === 'disconnected') return 'broken';
  if (busy.has(id)) return 'media';
  // A channel that waits for its connection carries nothing. Older recordings count those that were ever opened.
  if (connectionState === 'new' || connectionState === 'connecting') return 'none';
  return (channels ? channels.some(({ live }) => live > 0) : dataChannels > 0) ? 'data' : 'none';
}

const stateText = ({ connectionState, iceConnectionState }: ConnectionState) =>
  connectionState ?? iceConnectionState ?? 'not known';

function sentenceOfOne(evidence: Evidence, { state, quiet, use }: Open): string {
  const idle = use === 'broken' ? '' : 'no transceiver sends or receives, ';
  return `Connection ${evidence.nameOf(state.id)} is open and not in use: ${idle}no call for ${duration(quiet)}, state ${stateText(state)}.`;
}

/** `25 connections are open and not in use: no call for at least 1 min 1 s, 15 connected, 10 failed.` */
function sentenceOf(group: readonly Open[], inTurn: boolean): string {
  if (inTurn) {
    return `${group.length} connections are open and not in use: each sent before and sends no more, ${countStates(group)}.`;
  }
  const least = Math.min(...group.map(({ quiet }) => quiet));
  return `${group.length} connections are open and not in use: no call for at least ${duration(least)}, ${countStates(group)}.`;
}

function dataOnlySentence(group: readonly Open[]): string {
  const times = group.map(({ state }) => state.madeAt);
  return `${group.length} connections were made by one line in ${span(Math.max(...times) - Math.min(...times))} and none was closed; they carry no media, ${countStates(group)}.`;
}

function countStates(group: readonly Open[]): string {
  const states = groupBy(group, ({ state }) => stateText(state));
  return [...states].map(([state, each]) => `${each.length} ${state}`).join(', ');
}
