import { misfitOf, ownFitsOf } from '../estimate/coefficients/own/own-fits';
import type { Calibration } from '../files/calibration/schema';
import type { RecordingModel } from '../files/format/recording-model';
import { day } from '../text/format';

/** What a calibration did for a recording. */
export interface Applied {
  /** Of its measurement: `2026-11-26`. */
  date: string;
  /** Why the built-in coefficients are used instead, a sentence each; empty where it is used. */
  because: string[];
}

/**
 * Estimates a recording's senders by a calibration, where its browser and machine are like the calibrated ones.
 * @param calibration null: by the built-in coefficients again
 */
export function applyCalibration(
  { documents, environment }: Pick<RecordingModel, 'documents' | 'environment'>,
  calibration: Calibration | null,
): Applied | null {
  const own = calibration && ownFitsOf(calibration, environment);
  for (const document of documents) document.setOwnFits(own);
  return calibration && { date: day(calibration.measuredAt), because: misfitOf(calibration, environment) };
}

/** That as a sentence. */
export function appliedText({ date, because }: Applied): string {
  if (because.length > 0) return `The calibration of ${date} is not used here: ${because.join(' ')}`;
  return `Estimated by the calibration of ${date}: the file names the same system, and a browser near the calibrated one. It may still be of another machine.`;
}
