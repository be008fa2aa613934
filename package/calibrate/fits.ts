import type { Fit } from '../../core/estimate/coefficients/coefficients';
import { encoderKindOf } from '../../core/estimate/coefficients/encoder-kind';
import { fitFor, fitValue } from '../../core/estimate/coefficients/fits';
import type { Calibration, OwnLine } from '../../core/files/calibration/schema';
import type { Measured, Slope } from './measure';

type OwnFit = Calibration['fits'][number];

/** One process's share of a cell. */
interface Point extends Slope {
  mpx: number;
}

/** Below this, a share of an error is a share of this: readings are no finer. */
const FINE_MIB = 10;

/** The coefficients of what was measured: a line for each built-in fit and each encoder. */
export function ownFits(measured: readonly Measured[]): OwnFit[] {
  const groups = new Map<string, { fit: Fit; hardware: boolean; encoder: string | null; cells: Measured[] }>();
  for (const each of measured) {
    const fit = fitFor(each.layer);
    if (!fit) continue;
    const { encoder } = each.layer;
    const hardware = encoderKindOf(each.layer) === 'hardware';
    const key = `${fit.id} ${hardware} ${encoder}`;
    const group = groups.get(key) ?? { fit, hardware, encoder, cells: [] };
    group.cells.push(each);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ fit, hardware, encoder, cells }) => {
    const points = (of: (cell: Measured) => Slope | null) =>
      cells.flatMap((each) => {
        const slope = of(each);
        return slope ? [{ ...slope, mpx: (each.layer.width! * each.layer.height!) / 1e6 }] : [];
      });
    const gpu = points((each) => each.gpu);
    return {
      id: fit.id as OwnFit['id'],
      hardware,
      encoder,
      heights: cells.map(({ cell }) => cell.height).sort((a, b) => a - b),
      renderer: lineOf(
        points(({ renderer }) => renderer),
        fit,
      ),
      gpu: gpu.length === cells.length ? lineOf(gpu, null) : null,
    };
  });
}

/**
 * The line through what was measured. Through one size alone it has the built-in fit's proportions.
 * @param like that fit; null where there is none: then in proportion to the size
 */
export function lineOf(points: readonly Point[], like: Pick<Fit, 'constant' | 'perMpx'> | null): OwnLine {
  const error = ceil(Math.max(...points.map(({ mib, half }) => half / Math.max(mib, FINE_MIB))));
  // Less than its own error is nothing, as far as can be told.
  if (points.every(({ mib, half }) => mib <= half)) return { constant: 0, perMpx: 0, error };
  const sizes = new Set(points.map(({ mpx }) => mpx));
  const line = sizes.size > 1 ? through(points) : scaled(points, like);
  return { constant: rounded(line.constant), perMpx: rounded(line.perMpx), error };
}

/** Least squares; an encoder holds no less than nothing at no size, and no less for a larger one. */
function through(points: readonly Point[]) {
  const mean = (of: (point: Point) => number) => points.reduce((sum, each) => sum + of(each), 0) / points.length;
  const [x, y] = [mean(({ mpx }) => mpx), mean(({ mib }) => mib)];
  const perMpx = mean((each) => (each.mpx - x) * (each.mib - y)) / mean((each) => (each.mpx - x) ** 2);
  const constant = y - perMpx * x;
  if (perMpx < 0) return { constant: Math.max(0, y), perMpx: 0 };
  if (constant < 0) return { constant: 0, perMpx: mean((each) => each.mpx * each.mib) / mean((each) => each.mpx ** 2) };
  return { constant, perMpx };
}

function scaled(points: readonly Point[], like: Pick<Fit, 'constant' | 'perMpx'> | null) {
  const [{ mib, mpx } = { mib: 0, mpx: 1 }] = points;
  if (!like) return { constant: 0, perMpx: mib / mpx };
  const times = mib / fitValue(like, mpx);
  return { constant: like.constant * times, perMpx: like.perMpx * times };
}

const rounded = (value: number) => Number(Math.max(0, value).toPrecision(3));
const ceil = (share: number) => Math.min(1, Math.ceil(share * 100) / 100);
