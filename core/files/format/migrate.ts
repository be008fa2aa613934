import { BadFile } from '../fault';
import { FORMAT, FORMAT_VERSION } from './recording';

type Plain = Record<string, unknown>;

/**
 * Steps from one version of the format to the next, by the version that they start from. What a
 * step makes is checked as a whole afterwards, so a step need not look at what it passes on.
 */
const STEPS: Record<number, (old: Plain) => Plain> = {};

/**
 * Brings a recording of an older version up to the current one.
 * @throws {BadFile} where the version is none, or is newer than this code
 */
export function migrate(input: unknown, steps = STEPS, to: number = FORMAT_VERSION): unknown {
  let recording = input as Plain;
  for (;;) {
    const version = recording.version;
    if (version === to) return recording;
    if (typeof version !== 'number' || !Number.isInteger(version)) {
      throw new BadFile(`This ${FORMAT} has no version number, so it can’t be read.`);
    }
    if (version > to) {
      throw new BadFile(`This recording has version ${version}, and this inspector reads up to ${to}: update it.`);
    }
    const step = steps[version];
    if (!step) throw new BadFile(`This recording has version ${version}, which never was released.`);
    recording = { ...step(recording), version: version + 1 };
  }
}
