import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figure } from '../lib/figures';
import { type Ran, runAnalyze } from './analyze';
import { makeBigDump } from './big';
import { differences } from './differences';
import { APP_VERSION, makeFleet } from './make';
import { askDuckDb } from './sql';

const MIB = 1024 * 1024;

/** Runs something with a folder of its own. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** So many made files: how fast, how much memory, and whether SQL's answers are true. */
export function measureFleet(files: number, jobs: string): Promise<{ figures: Figure[]; faults: string[] }> {
  return inFolder(async (folder) => {
    const calls = join(folder, 'calls');
    const rows = join(folder, 'rows.ndjson');
    const truth = makeFleet(calls, files);
    const ran = await runAnalyze([calls, '--ndjson', '--out', rows, '--app-version', APP_VERSION, '--jobs', jobs]);
    const asked = performance.now();
    const answers = await askDuckDb(rows);
    const seconds = (performance.now() - asked) / 1000;
    const faults = [
      ...(ran.code === 2 ? [] : [`the command ended with ${ran.code}: ${ran.stderr.slice(-500)}`]),
      ...differences(answers, truth),
    ];
    const all = truth.calls.length + truth.copies + truth.broken;
    return {
      faults,
      figures: [
        figure({
          name: `${files} files`,
          value: all / ran.seconds,
          unit: 'files/s',
          note: `${ran.seconds.toFixed(1)} s`,
        }),
        ...used(`${files} files`, ran),
        figure({ name: `${files} files: five questions in DuckDB`, value: seconds, unit: 's' }),
      ],
    };
  });
}

/** One large dump. */
export function measureBig(mib: number): Promise<{ figures: Figure[]; faults: string[] }> {
  return inFolder(async (folder) => {
    const file = join(folder, 'large.json');
    const connections = await makeBigDump(file, mib * MIB);
    const ran = await runAnalyze([file, '--ndjson']);
    const rows = ran.stdout.split('\n').filter((line) => line.includes('"verdict":"growing"')).length;
    const faults =
      rows === connections ? [] : [`${rows} of ${connections} connections grow: ${ran.stderr.slice(-500)}`];
    const name = `one file of ${mib} MiB, ${connections} connections`;
    return { faults, figures: [figure({ name, value: ran.seconds, unit: 's' }), ...used(name, ran)] };
  });
}

function used(name: string, { peakMib, cpuSeconds }: Ran): Figure[] {
  if (peakMib === null || cpuSeconds === null) return [];
  return [
    figure({ name: `${name}: processor time`, value: cpuSeconds, unit: 's' }),
    figure({ name: `${name}: peak memory of all processes`, value: peakMib, unit: 'MiB' }),
  ];
}
