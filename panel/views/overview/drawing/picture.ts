import type { Span } from '../../../../core/history/replay';
import { clockTime } from '../../../../core/text/format';
import type { Points } from '../points';
import type { ChartMark } from './marks';
import { timeTicks } from './ticks/timeTicks';
import type { Stretch } from './unrecorded';

export interface Curve {
  label: string;
  /** Name of a CSS custom property. */
  color: string;
  values: readonly (number | null)[];
  dash?: number[];
  /** The area is hatched instead of filled: a range, not a value. */
  hatched?: boolean;
  axis?: 'left' | 'right';
}

export interface Picture {
  span: Span;
  times: readonly number[];
  curves: readonly Curve[];
  stacked: boolean;
  marks: readonly ChartMark[];
  /** Single values on the left axis, drawn over the curves. */
  points?: Points;
  left: Axis;
  right?: Axis;
  /** Stretches that are not known, hatched. */
  unrecorded?: readonly Stretch[];
  /** Something else than the time of day. */
  x?: HorizontalAxis;
}

export interface HorizontalAxis {
  /** Head of the table twin's first column. */
  label: string;
  write(value: number): string;
  /** At most `most` values of the span. */
  ticks(span: Span, most: number): number[];
  /** Each value belongs to its place, and not to all until the next one. */
  places?: boolean;
}

const TIME_OF_DAY: HorizontalAxis = { label: 'Time', write: clockTime, ticks: timeTicks };

/** The horizontal axis of a picture. */
export const horizontalOf = ({ x }: Picture) => x ?? TIME_OF_DAY;

/** One more value beside those of the curves, where it belongs to the whole; empty for none. */
export interface Extra {
  label: string;
  values: readonly string[];
}

export interface Axis {
  write(value: number): string;
  /** Ticks at multiples of powers of 1024. */
  binary?: boolean;
}
