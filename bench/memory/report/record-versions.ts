import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import { UserError } from '../../../tooling/node/user-error.mjs';
import { writeJson } from '../../lib/json';
import { putTable, withCells } from './docs';
import { heldOutErrors, type Report } from './memory-report';
import { mergeReports, rangeOf, versionsTable, versionsThatHold } from './versions';

const COEFFICIENTS = 'core/estimate/coefficients/coefficients.json';
const FITTED = 'docs/memory-measured.json';
const VERSIONS = 'docs/memory-measured-versions.json';

const WRITER = 'npm run bench:memory -- --versions LIST --record';

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** Recorded with these coefficients; none where they were fitted anew since, or nothing was recorded. */
function recorded(fitted: string): Report[] {
  try {
    const { coefficients, versions } = read(VERSIONS) as { coefficients: string; versions: Report[] };
    return coefficients === fitted ? versions : [];
  } catch {
    return [];
  }
}

/**
 * Puts the measured versions into the docs, and those that hold into the coefficients.
 * @returns the files that were written
 * @throws {UserError} where some of it can't be read
 */
export function recordVersions(now: readonly Report[]): string[] {
  const data = read(COEFFICIENTS);
  const { browser, date } = data.measured as { browser: string; date: string };
  const fitted = `${browser}, ${date}`;
  const reports = mergeReports(recorded(fitted), now);
  if (reports.length === 0) throw new UserError('No version was measured.');
  data.measured.versions = rangeOf(versionsThatHold(browser, reports));
  writeJson(join(ROOT, COEFFICIENTS), data);
  const list = reports.map(withCells).join(',\n');
  writeFileSync(join(ROOT, VERSIONS), `{\n"coefficients": ${JSON.stringify(fitted)},\n"versions": [\n${list}\n]\n}\n`);
  putTable(WRITER, versionsTable([...reports, sameCells(read(FITTED), reports)]));
  return [COEFFICIENTS, VERSIONS, 'docs/memory.md'];
}

/** What the coefficients were fitted on, by the cells that the versions have: a column beside theirs. */
function sameCells(fitted: Report, reports: readonly Report[]): Report {
  const names = new Set(reports.flatMap(({ cells }) => cells.map(({ name }) => name)));
  const cells = fitted.cells.filter(({ name }) => names.has(name));
  return { ...fitted, cells, ...heldOutErrors(cells) };
}
