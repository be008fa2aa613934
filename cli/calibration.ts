import { open } from 'node:fs/promises';
import { MAX_CALIBRATION_BYTES, readCalibration } from '../core/files/calibration/read';
import type { Calibration } from '../core/files/calibration/schema';
import { UserError } from '../tooling/node/user-error.mjs';

/**
 * Reads what `calibrate` wrote.
 * @throws {UserError} with one sentence on what is wrong
 */
export async function readCalibrationFile(file: string): Promise<Calibration> {
  try {
    return readCalibration(await headOf(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(`${file}: ${code === 'ENOENT' ? 'there is no such calibration.' : message}`);
  }
}

/** One byte too many is enough to be refused as too large. */
async function headOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MAX_CALIBRATION_BYTES + 1));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
