/**
 * `npm run bench:fleet`: how fast `npm run analyze` is over many files, how much memory it takes, and
 * whether the answers of SQL are what is true of the files, which it makes itself. Ends with 1 where they
 * are not. docs/fleet.md has the figures.
 *
 *   --files LIST   how many files, by commas; default 200,2000
 *   --big N        MiB of the one large dump, default 180; 0: none
 *   --jobs N       processes at once; default: one for each core
 *   --json FILE    also write the figures to this file
 *   --make FOLDER  only make the files, in this folder: as many as --files says first
 *   --answers FILE only judge another engine's answers about such files, JSON in the file's last line
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readOptions } from '../../tooling/node/options.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import type { Figure } from '../lib/figures';
import { writeJson } from '../lib/json';
import { describeMachine } from '../lib/machine';
import { differences } from './differences';
import { makeFleet, truthOf } from './make';
import { measureBig, measureFleet } from './measure';

export async function run(args: readonly string[]): Promise<void> {
  const values = readOptions(args, {
    files: { type: 'string', default: '200,2000' },
    big: { type: 'string', default: '180' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'string' },
    make: { type: 'string' },
    answers: { type: 'string' },
  });
  const counts = values.files.split(',').map((text) => amount('files', text));
  const big = amount('big', values.big);
  if (values.make !== undefined) {
    makeFleet(values.make, counts[0]!);
    return;
  }
  if (values.answers !== undefined) {
    const [json] = readFileSync(values.answers, 'utf8').trim().split('\n').slice(-1);
    const faults = differences(JSON.parse(json!), truthOf(counts[0]!));
    for (const fault of faults) console.error(`NOT TRUE: ${fault}`);
    console.log(faults.length === 0 ? 'True.' : 'Not true.');
    if (faults.length > 0) process.exitCode = 1;
    return;
  }
  const figures: Figure[] = [];
  const measures = [
    ...counts.map((count) => () => measureFleet(count, values.jobs)),
    ...(big > 0 ? [() => measureBig(big)] : []),
  ];
  for (const measure of measures) {
    const measured = await measure();
    figures.push(...measured.figures);
    for (const { name, value, unit, note } of measured.figures)
      console.log(`${name}: ${value} ${unit}${note ? ` (${note})` : ''}`);
    for (const fault of measured.faults) console.error(`NOT TRUE: ${fault}`);
    if (measured.faults.length > 0) process.exitCode = 1;
  }
  if (values.json) writeJson(values.json, { machine: describeMachine(), figures });
}

function amount(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= 100_000) return value;
  throw new UserError(`--${name} takes whole numbers up to 100,000, not "${text}".`);
}
