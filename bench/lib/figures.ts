import { quantile } from './statistics';

/** One measured figure. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Null for a figure that stands beside others for comparison only. */
  goal: number | null;
  /** Whether the value is not above its goal; null without one, and where the measurement can't tell. */
  met: boolean | null;
  /** Quartiles of the repeats, where there were several; or the 95 % interval, where the note says so. */
  spread?: [low: number, high: number] | undefined;
  /** What the value was made of. */
  note?: string | undefined;
}

interface Made extends Pick<Figure, 'name' | 'value' | 'unit'> {
  goal?: number | undefined;
  spread?: [number, number];
  note?: string;
}

export function figure({ name, value, unit, goal, spread, note }: Made): Figure {
  const rounded = Number(value.toPrecision(4));
  return {
    name,
    value: rounded,
    unit,
    goal: goal ?? null,
    met: goal === undefined ? null : rounded <= goal,
    spread,
    note,
  };
}

/** A figure with a 95 % interval: only an interval that is on one side of the goal decides. */
export function decided(made: Made & { spread: [number, number]; goal: number }): Figure {
  const [low, high] = made.spread;
  return { ...figure(made), met: high <= made.goal ? true : low > made.goal ? false : null };
}

const median = (values: number[]) => quantile(values, 0.5);

export interface Ratio {
  /** Median of the ratios of the rounds. */
  value: number;
  /** Their quartiles. */
  spread: [number, number];
  /** The median of their even rounds over that of the odd ones: what the machine's noise alone makes. */
  noise: number;
  ours: number;
  theirs: number;
}

/** @param ours,theirs one value per round, in the order of the rounds; at least two, none 0 */
export function ratio(ours: number[], theirs: number[]): Ratio {
  const each = ours.map((value, i) => value / theirs[i]!);
  const every = (from: number) => median(theirs.filter((_, i) => i % 2 === from));
  return {
    value: median(each),
    spread: [quantile(each, 0.25), quantile(each, 0.75)],
    noise: every(0) / every(1),
    ours: median(ours),
    theirs: median(theirs),
  };
}

/** Three digits, or all before the point; thousandths near 1, where most ratios are. */
export function text(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return String(Number(Math.abs(value - 1) < 0.1 ? value.toFixed(3) : value.toPrecision(3)));
}

/** The figure as one line. */
export function formatFigure({ name, value, unit, goal, met, spread, note }: Figure): string {
  const aim = goal === null ? '' : `  goal ≤ ${goal}: ${met === null ? 'not decided' : met ? 'met' : 'NOT MET'}`;
  const range = spread ? ` (${text(spread[0])} .. ${text(spread[1])})` : '';
  return `  ${name}: ${text(value)}${unit && ` ${unit}`}${range}${aim}${note ? `  [${note}]` : ''}`;
}
