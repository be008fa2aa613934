import type { Fact } from './evidence';
import type { Facts, Finding, FindingUnit } from './finding';
import { capturesUnsent } from './units/captures-unsent';
import { idleSenders } from './units/idle-senders';
import { openUnused } from './units/open-unused';
import { receiversPilingUp } from './units/receivers-piling-up';

/** Every kind of finding there is. To add one, write its unit and add its line here. */
export const FINDINGS = [
  idleSenders,
  receiversPilingUp,
  openUnused,
  capturesUnsent,
] as const satisfies readonly FindingUnit[];

export type FindingId = (typeof FINDINGS)[number]['id'];

/** A kind of finding that a source can't know of, and what it lacks. */
export interface Unchecked {
  id: FindingId;
  title: string;
  lacks: readonly Fact[];
}

/** All that is found in one document, in no order. */
export function findIn(facts: Facts): Finding[] {
  return FINDINGS.filter((unit) => lackingOf(unit, facts).length === 0).flatMap((unit) =>
    unit.find(facts).map((finding): Finding => ({ id: unit.id, ...finding })),
  );
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
