import { isolated } from '../../../core/text/foreign';
import { day, plural } from '../../../core/text/format';
import type { InForce } from '../../store/calibration';

/** Of which machine and day a calibration is, and whether it is used, in sentences. @param hasPage live, not over a file */
export function aboutCalibration({ calibration, fits, because }: InForce, hasPage: boolean): string {
  const { browser, os, cores, measuredAt } = calibration;
  const date = day(measuredAt);
  const on = `${isolated(browser.product)} ${isolated(browser.version)} on ${isolated(os)}, ${plural(cores, 'core')}`;
  if (!fits) return `that of ${date} is not used here, the built-in coefficients are. ${because.join(' ')}`;
  if (hasPage) return `calibrated on this machine, ${date} (${on}).`;
  return `that of ${date} (${on}), since this file names the same system and number of cores, and a browser near that version. It may still be of another machine.`;
}
