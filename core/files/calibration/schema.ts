import * as v from 'valibot';
import { finite, flag, list, orNull, short, whole } from '../../../protocol/schema/parts';
import { FITS } from '../../estimate/coefficients/coefficients';

export const CALIBRATION_FORMAT = 'transceiver-inspector-calibration';
/** Incremented with every change that an older reader would misread. */
export const CALIBRATION_VERSION = 1;

/** Ten times what any encoder was ever measured with. */
const MAX_MIB = 1_000;
const MAX_FITS = 40;

function within(min: number, max: number) {
  return v.custom<number>(
    (input) => typeof input === 'number' && input >= min && input <= max,
    `must be a number from ${min} to ${max}`,
  );
}

/** MiB = constant + perMpx × Mpx, in one process. */
const line = v.object({
  constant: within(0, MAX_MIB),
  perMpx: within(0, MAX_MIB),
  /** Half of the slopes' 95 % interval as a share, the largest of the cells; below 10 MiB a share of 10 MiB. */
  error: within(0, 1),
});

const ownFit = v.object({
  /** Of the built-in fit that it stands for. */
  id: v.picklist(Object.keys(FITS) as (keyof typeof FITS)[], `must be one of ${Object.keys(FITS).join(', ')}`),
  hardware: flag,
  /** `encoderImplementation`; null where the browser did not name it. */
  encoder: orNull(short),
  /** Heights of the measured pictures, in pixels, the smallest first. */
  heights: v.pipe(list(whole(1), 8), v.minLength(1, 'must name a height')),
  renderer: line,
  /** Null where the memory dump has no GPU process. */
  gpu: orNull(line),
});

/** Version 1 of what `calibrate` writes. */
export const CALIBRATION_SCHEMA = v.object({
  format: v.literal(CALIBRATION_FORMAT),
  version: v.literal(CALIBRATION_VERSION),
  /** Name and version of the program that wrote it. */
  generator: short,
  /** Epoch ms. */
  measuredAt: finite,
  browser: v.object({
    family: v.literal('chromium'),
    /** `Chrome`, `Chromium`, … with the full version. */
    product: short,
    version: short,
    major: whole(1),
  }),
  /** `Linux`, `macOS`, `Windows`, as the browser names it. */
  platform: short,
  /** With its version. */
  os: short,
  /** navigator.hardwareConcurrency. */
  cores: whole(1),
  /** What was read, in words. */
  method: short,
  fits: v.pipe(list(ownFit, MAX_FITS), v.minLength(1, 'must hold a measured coefficient')),
  /** What was not measured, or thrown away, a sentence each. */
  leftOut: list(short, 100),
});

/** Coefficients that a machine measured for itself. */
export type Calibration = v.InferOutput<typeof CALIBRATION_SCHEMA>;
export type OwnLine = v.InferOutput<typeof line>;
