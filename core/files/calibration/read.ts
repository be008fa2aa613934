import { faultOf, placeOf } from '../../../protocol/issues';
import { parseBounded } from '../../../protocol/schema/parts';
import { FITS } from '../../estimate/coefficients/coefficients';
import { fitValue } from '../../estimate/coefficients/fits';
import { BadFile } from '../fault';
import { CALIBRATION_FORMAT, CALIBRATION_SCHEMA, CALIBRATION_VERSION, type Calibration } from './schema';

/** A calibration has a few kB. */
export const MAX_CALIBRATION_BYTES = 256 * 1024;
const MAX_TEXT = 64 * 1024;
/** Megapixels of 720p, at which a figure is compared with the built-in one. */
const USUAL_MPX = 0.9216;
/** A software encoder that holds so many times more or less than was ever measured is a mistake. */
const MOST_TIMES = 10;

const WHAT_TO_DO = 'choose the file that "transceiver-inspector calibrate" wrote.';

/**
 * Reads and validates what `calibrate` wrote.
 * @throws {BadFile} with one sentence on what is wrong
 */
export function readCalibration(text: string): Calibration {
  const input = parse(text);
  if (input.format !== CALIBRATION_FORMAT) throw new BadFile(`This is no calibration: ${WHAT_TO_DO}`);
  refuseVersion(input.version);
  const { family, product } = Object(input.browser);
  if (typeof family === 'string' && family !== 'chromium') {
    throw new BadFile(
      `This calibration was measured in ${String(product ?? family).slice(0, 40)}, and only those of a Chromium can be used: measure in a Chromium.`,
    );
  }
  const result = parseBounded(CALIBRATION_SCHEMA, input, MAX_TEXT);
  if (!result.success) {
    const issue = result.issues[0];
    throw new BadFile(`This calibration is damaged: "${placeOf(issue)}" ${faultOf(issue)}.`);
  }
  checkFits(result.output);
  return result.output;
}

function parse(text: string): Record<string, unknown> {
  if (text.length > MAX_CALIBRATION_BYTES) {
    throw new BadFile(
      `The file has more than ${MAX_CALIBRATION_BYTES / 1024} kB, and a calibration has a few: ${WHAT_TO_DO}`,
    );
  }
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new BadFile(`This is no JSON, so it is no calibration: ${WHAT_TO_DO}`);
  }
}

function refuseVersion(version: unknown): void {
  if (version === CALIBRATION_VERSION) return;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new BadFile('This calibration has no version number, so it can’t be read: run calibrate again.');
  throw new BadFile(
    `This calibration has version ${version}, and this inspector reads up to ${CALIBRATION_VERSION}: update it.`,
  );
}

function checkFits({ fits }: Calibration): void {
  const seen = new Set<string>();
  fits.forEach(({ id, hardware, encoder, renderer }, i) => {
    const name = `${id} ${hardware} ${encoder}`;
    if (seen.has(name)) throw new BadFile(`This calibration is damaged: "fits[${i}]" says ${id} a second time.`);
    seen.add(name);
    // A hardware encoder may hold next to nothing in the page's process.
    const [here, before] = [fitValue(renderer, USUAL_MPX), fitValue(FITS[id], USUAL_MPX)];
    if (here <= before * MOST_TIMES && (hardware || here >= before / MOST_TIMES)) return;
    throw new BadFile(
      `This calibration can’t be right: by "fits[${i}]" (${id}) a 720p sender holds ${here.toFixed(1)} MB, and ${before.toFixed(1)} MB were measured elsewhere. Run calibrate again.`,
    );
  });
}
