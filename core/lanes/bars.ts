import type { Span } from '../history/replay';
import type { LanePhase } from './phase';
import type { Segment } from './track';

/** A segment, or several that are too short to be told apart, as it is drawn in a span. */
export interface Bar {
  phase: LanePhase | 'several';
  /** Within the span. */
  from: number;
  to: number;
  /** It begins within the span, and not before. */
  starts: boolean;
  /** It has ended, within the span. */
  ends: boolean;
  publish: Segment['publish'];
  /** Publishes in it: of `several` more than one may be. */
  publishes: number;
  /** Number of segments. */
  count: number;
}

/**
 * The bars of a lane within a span. Neighbors that are narrower than one of `columns` become one bar,
 * so that there are never more than two bars a column.
 */
export function barsOf(segments: readonly Segment[], span: Span, columns: number): Bar[] {
  const least = (span.to - span.from) / columns;
  const bars: Bar[] = [];
  for (const segment of segments) {
    const to = Math.min(segment.to ?? span.to, span.to);
    if (segment.from > span.to || to < span.from) continue;
    const bar: Bar = {
      phase: segment.phase,
      from: Math.max(segment.from, span.from),
      to,
      starts: segment.from >= span.from,
      ends: segment.to !== null && segment.to <= span.to,
      publish: segment.publish,
      publishes: segment.publish ? 1 : 0,
      count: 1,
    };
    const last = bars.at(-1);
    if (last && bar.to - bar.from < least && last.to === bar.from && last.to - last.from < least) merge(last, bar);
    else bars.push(bar);
  }
  return bars;
}

function merge(bar: Bar, next: Bar): void {
  if (bar.phase !== next.phase) bar.phase = 'several';
  bar.to = next.to;
  bar.ends = next.ends;
  bar.publish ??= next.publish;
  bar.publishes += next.publishes;
  bar.count += next.count;
}

/** A stretch in which some or all of what was there is not known. */
export interface Unrecorded extends Span {
  /** Something else is known of it. */
  partly: boolean;
}

/** Where lanes are unknown, within a span, in order of time and without overlaps. */
export function unrecordedIn(lanes: readonly { segments: readonly Segment[] }[], span: Span): Unrecorded[] {
  const clip = ({ from, to }: Segment): Span => ({
    from: Math.max(from, span.from),
    to: Math.min(to ?? span.to, span.to),
  });
  const all = lanes.flatMap(({ segments }) => segments);
  const unknown = all.filter(({ phase }) => phase === 'unknown').map(clip);
  const stretches: Span[] = [];
  for (const each of unknown.sort((a, b) => a.from - b.from)) {
    if (each.to <= each.from) continue;
    const last = stretches.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else stretches.push({ ...each });
  }
  if (stretches.length === 0) return [];
  const known = all.filter(({ phase }) => phase !== 'unknown').map(clip);
  return stretches.map((stretch) => ({
    ...stretch,
    partly: known.some(({ from, to }) => from < stretch.to && to > stretch.from),
  }));
}
