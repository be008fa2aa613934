import { BadFile } from '../fault';
import { FORMAT, FORMAT_VERSION } from './recording';

type PlainObject = Record<string, unknown>;

/**
 * Migrations from one version of the format to the next, by the version they start from. The result
 * is validated afterwards, so a migration does not have to check what it passes on.
 */
const MIGRATIONS: Record<number, (old: PlainObject) => PlainObject> = {};

/**
 * Migrates a recording of an older version to the current one.
 * @throws {BadFile} if the version is missing, or newer than this code
 */
export function migrate(input: unknown, steps = MIGRATIONS, to: number = FORMAT_VERSION): unknown {
  let recording = input as PlainObject;
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
