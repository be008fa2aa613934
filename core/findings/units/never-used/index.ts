import type { Kind, TransceiverState } from '../../../../protocol/state';
import { type Culprit, functionKey } from '../../../callsite/stack';
import { costOf, NEVER_USED, sumOfCosts } from '../../../estimate/pieces';
import { type Life, publishesOf } from '../../../history/publishes';
import { countsOf, trendOf } from '../../../history/trend';
import { isChosen } from '../../../lists/chosen';
import { groupBy } from '../../../lists/group-by';
import { bytes, plural } from '../../../text/format';
import { culpritAt, type Evidence } from '../../../verdict/evidence';
import type { Cost, Finding, FindingUnit } from '../../finding';
import type { Recipe } from '../../recipes/recipe';

/** So many are worth a word also where they were made at one time. */
const MANY = 50;

/** Transceivers that never sent and never received, of which each offer has more. */
export const neverUsed = {
  id: 'never-used',
  title: 'Transceivers that are made and never used',
  needs: [],
  find({ evidence }) {
    // Of a page that uses all it makes, no group has to be made of what it used.
    if (!publishesOf(evidence.steps).some(({ lives }) => hasUnused(lives.values()))) return [];
    const groups = groupBy(slotsOf(evidence), ({ connection, culprit }) => `${connection} ${functionKey(culprit)}`);
    return [...groups.values()].flatMap((group) => finding(evidence, group));
  },
} as const satisfies FindingUnit;

const isUnused = ({ usedAt, removed }: Life) => usedAt === null && !removed;

function hasUnused(lives: Iterable<Life>): boolean {
  for (const life of lives) if (isUnused(life)) return true;
  return false;
}

interface Slot {
  connection: number;
  kind: Kind;
  life: Life;
  culprit: Culprit;
  /** Null where nothing more is known of it. */
  state: TransceiverState | null;
}

/** All that were made by the page to be used later, those that were used since too. */
function slotsOf(evidence: Evidence): Slot[] {
  const { steps, connections, transceivers } = evidence;
  return publishesOf(steps)
    .filter(({ connection }) => isChosen(connections, connection))
    .flatMap(({ connection, kind, lives }) =>
      [...lives].map(([id, life]): Slot => {
        const state = transceivers.get(id) ?? null;
        return { connection, kind, life, state, culprit: culpritAt(evidence, state?.madeStack) };
      }),
    )
    .filter(({ state }) => state?.madeBy !== 'setRemoteDescription');
}

function finding(evidence: Evidence, slots: readonly Slot[]): Omit<Finding, 'id'>[] {
  const unused = slots.filter(({ life }) => isUnused(life));
  if (unused.length === 0) return [];
  const state = trendOf(countsOf(slots.map(({ life }) => ({ from: life.madeAt, to: life.usedAt }))));
  if (state !== 'growing' && unused.length < MANY) return [];
  const { connection, culprit } = slots[0]!;
  const ended = evidence.ended(connection);
  const connectionState = evidence.states.get(connection);
  const size =
    connectionState?.mLines == null
      ? ''
      : ` The description has ${plural(connectionState.mLines, 'm-line')}${connectionState.localSdpBytes == null ? '' : ` and ${bytes(connectionState.localSdpBytes)}`}.`;
  return [
    {
      document: evidence.document,
      connection,
      state,
      ended,
      count: unused.length,
      sentence: `Connection ${evidence.nameOf(connection)}: ${kindsText(unused)} ${unused.length === 1 ? 'was' : 'were'} made and never used.`,
      advice: `Each adds an m-line to every offer and answer.${size} Use a transceiver that is there, or stop() those that are not needed.`,
      cost: slotsCost(ended ? [] : unused),
      weight: 0,
      since: Math.min(...unused.map(({ life }) => life.madeAt)),
      culprit,
      missing: 'a look for a transceiver that is there already, before addTransceiver()',
      remedies: [],
      recipes: [RECIPE],
    },
  ];
}

const countOf = (slots: readonly Slot[], kind: Kind) => slots.filter(({ kind: of }) => of === kind).length;

/** `6 video transceivers`, `6 video and 6 audio transceivers`. */
function kindsText(unused: readonly Slot[]): string {
  const kinds = (['video', 'audio'] as const).filter((kind) => countOf(unused, kind) > 0);
  const counts = kinds.map((kind) => `${countOf(unused, kind)} ${kind}`).join(' and ');
  return `${counts} transceiver${unused.length === 1 ? '' : 's'}`;
}

function slotsCost(unused: readonly Slot[]): Cost {
  return sumOfCosts(
    (['video', 'audio'] as const)
      .filter((kind) => countOf(unused, kind) > 0)
      .map((kind) => costOf(countOf(unused, kind), `never-used ${kind} transceiver`, NEVER_USED[kind])),
  );
}

const RECIPE: Recipe = {
  title: 'Make receive slots once',
  steps: ['Count what is there before you add more: an offer may be made many times.'],
  code: `function receiveSlots(pc, kind, wanted, direction = 'recvonly') {
  const there = pc.getTransceivers().filter((t) =>
    t.direction === direction && t.receiver.track.kind === kind);
  for (let i = there.length; i < wanted; i++) pc.addTransceiver(kind, { direction });
}`,
  links: [],
};
