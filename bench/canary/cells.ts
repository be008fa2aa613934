/** A memory cell, as `npm run bench:memory` reports it. Null is unknown. */
export interface Measured {
  name: string;
  /** Per unpublished sender. */
  measuredMiB: number | null;
  /** 95 % of it. */
  interval: { low: number; high: number } | null;
  /** Why its figures do not count; null where they do. */
  unusable: string | null;
}

export interface CellChange {
  name: string;
  now: Measured;
  /** What docs/memory-measured.json says; null where it does not know the cell. */
  before: Measured | null;
  /** Now against before, in per cent; null where one of them is unknown. */
  offPct: number | null;
  changed: boolean;
}

/** Runs of one browser differ by so much, more than the 95 % intervals within a run tell. */
const RUN_TO_RUN_PCT = 3;

/** A cell has changed where the intervals are apart and the difference is more than between two runs. */
export function compareCell(now: Measured, before: Measured | null): CellChange {
  const known = before && !before.unusable && before.measuredMiB !== null;
  if (!known || now.unusable || now.measuredMiB === null) {
    // What could be measured once and no longer can is a change.
    return { name: now.name, now, before, offPct: null, changed: Boolean(known) };
  }
  const offPct = Math.round((now.measuredMiB / before.measuredMiB! - 1) * 1_000) / 10;
  const apart =
    !now.interval ||
    !before.interval ||
    now.interval.low > before.interval.high ||
    now.interval.high < before.interval.low;
  return { name: now.name, now, before, offPct, changed: apart && Math.abs(offPct) > RUN_TO_RUN_PCT };
}

export function compareCells(now: readonly Measured[], before: readonly Measured[]): CellChange[] {
  return now.map((cell) => {
    const known = before.find(({ name }) => name === cell.name);
    return compareCell(figuresOf(cell), known ? figuresOf(known) : null);
  });
}

function figuresOf({ name, measuredMiB, interval, unusable }: Measured): Measured {
  return { name, measuredMiB, interval, unusable };
}
