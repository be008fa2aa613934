import type { Evidence, Fact } from '../verdict/evidence';
import { type Facts, type Finding, type FindingUnit, NO_COST } from './finding';
import { capturesOff } from './units/captures-off';
import { capturesUnsent } from './units/captures-unsent';
import { dataChannelsOpen } from './units/data-channels-open';
import { deadTrackSent } from './units/dead-track-sent';
import { deviceSwitch } from './units/device-switch';
import { generatedTracks } from './units/generated-tracks';
import { idleSenders } from './units/idle-senders';
import { neverUsed } from './units/never-used';
import { offerUnanswered } from './units/offer-unanswered';
import { openUnused } from './units/open-unused';
import { receiversPilingUp } from './units/receivers-piling-up';
import { sdpSize } from './units/sdp-size';
import { sendersAccumulate } from './units/senders-accumulate';

/** Every kind of finding there is. To add one, write its unit and add its line here. */
export const FINDINGS = [
  idleSenders,
  sendersAccumulate,
  neverUsed,
  receiversPilingUp,
  openUnused,
  dataChannelsOpen,
  capturesUnsent,
  capturesOff,
  generatedTracks,
  deadTrackSent,
  offerUnanswered,
  sdpSize,
  deviceSwitch,
] as const satisfies readonly FindingUnit[];

const UNITS: readonly FindingUnit[] = FINDINGS;

export type FindingId = (typeof FINDINGS)[number]['id'];

/** A kind of finding that a source can't know of, and what it lacks. */
export interface Unchecked {
  id: FindingId;
  title: string;
  lacks: readonly Fact[];
}

/** All that is found in one document, in no order. */
export function findIn(facts: Facts): Finding[] {
  const all = UNITS.filter((unit) => lackingOf(unit, facts).length === 0).flatMap((unit) =>
    foundBy(unit, facts).map((finding): Finding => ({ id: unit.id, ...finding })),
  );
  const isExplained = ({ unless = [], connection }: Finding) =>
    connection !== null &&
    all.some(
      (other) =>
        unless.includes(other.id) && (other.connection === connection || other.connections?.includes(connection)),
    );
  return all
    .filter((finding) => !isExplained(finding))
    .map((finding) => (finding.ended || facts.gone ? { ...finding, ended: true, cost: NO_COST } : finding));
}

type Found = ReturnType<FindingUnit['find']>;

/** What units found whatever the time is, and of what; by the evidence, which is another where the page has changed. */
const known = new WeakMap<Evidence, Map<FindingUnit, { found: Found; of: readonly unknown[] }>>();

/** Time passes every few seconds: what says nothing of it is not looked for again until the page has changed. */
function foundBy(unit: FindingUnit, facts: Facts): Found {
  const { evidence } = facts;
  const units = known.get(evidence) ?? new Map();
  known.set(evidence, units);
  const of = [facts.captures, facts.captureTallies, facts.sdp, facts.calls()];
  const before = units.get(unit);
  if (before?.of.every((each: unknown, i: number) => each === of[i])) return before.found;
  let isTimed = false;
  const found = unit.find({
    ...facts,
    get now() {
      isTimed = true;
      return facts.now;
    },
  });
  if (!isTimed) units.set(unit, { found, of });
  return found;
}

/** What could not be looked for in any of these documents. */
export function uncheckedIn(all: readonly Facts[]): Unchecked[] {
  return FINDINGS.flatMap((unit) => {
    const lacks = all.map((facts) => lackingOf(unit, facts));
    const everywhere = lacks.length > 0 && lacks.every((each) => each.length > 0);
    return everywhere ? [{ id: unit.id, title: unit.title, lacks: lacks[0]! }] : [];
  });
}

const lackingOf = ({ needs }: FindingUnit, { evidence }: Facts): Fact[] =>
  needs.filter((fact) => !evidence.knows.includes(fact));
