import type { LayerStats } from '../../../../protocol/state';
import type { Calibration, OwnLine } from '../../../files/calibration/schema';
import type { Fit } from '../coefficients';
import { encoderKindOf } from '../encoder-kind';
import { fitFor } from '../fits';

/** A coefficient that a machine measured for itself. */
export interface OwnFit extends Fit {
  /** Of the built-in fit that it stands for. */
  of: string;
  hardware: boolean;
  encoder: string | null;
  heights: readonly number[];
  gpu: OwnLine | null;
}

/** A calibration in force: for each layer the machine's own coefficient where it has one, else the built-in. */
export interface OwnFits {
  fits: readonly OwnFit[];
  /** The day of its measurement: `2026-11-26`. */
  date: string;
  /** Why the built-in coefficients, which are used for the rest, may not hold; null if they should. */
  elsewhere: string | null;
  calibration: Calibration;
}

/** The fit for a layer's encoder, and whether it is the machine's own; null for a codec that was not measured. */
export function fitWith(own: OwnFits, layer: LayerStats): { fit: Fit; isOwn: boolean } | null {
  const base = fitFor(layer);
  if (!base) return null;
  const kind = encoderKindOf(layer);
  const isSame = ({ hardware, encoder }: OwnFit) =>
    kind === null ||
    (kind === 'other'
      ? encoder === layer.encoder
      : kind === (encoderKindOf({ encoder, powerEfficient: hardware }) ?? 'software'));
  const distance = ({ heights }: OwnFit) => Math.min(...heights.map((each) => Math.abs(each - (layer.height ?? each))));
  const [fit] = own.fits
    .filter((each) => each.of === base.id && isSame(each))
    .sort((a, b) => distance(a) - distance(b));
  return fit ? { fit, isOwn: true } : { fit: { ...base, from: 'built in' }, isOwn: false };
}
