import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Question } from '../answer';
import { inOrder } from './parallel';
import { Pool } from './pool';

const QUESTION: Question = { check: false, failOn: [], as: 'rows', appVersion: null, calibration: null };

/** A process that answers with its number, and ends itself at "crash". */
const WORKER = `
process.on('message', ({ entry }) => {
  if (entry.path === 'crash') process.exit(3);
  const rss = entry.path === 'large' ? 1e9 : 1e6;
  setTimeout(() => process.send({ answer: { entry, pid: process.pid }, rss }), entry.path === 'slow' ? 300 : 0);
});
process.on('disconnect', () => process.exit());
`;

function poolOf(size: number): Pool {
  const file = test.info().outputPath('worker.mjs');
  writeFileSync(file, WORKER);
  return new Pool(file, size, QUESTION);
}

const entryOf = (path: string) => ({ path, size: 1, modified: 1 });

async function* all(...paths: string[]) {
  for (const path of paths) yield entryOf(path);
}

test('answers come in the order of the files, whatever each takes', async () => {
  const pool = poolOf(3);
  const paths: string[] = [];
  for await (const { entry } of inOrder(all('slow', 'a', 'b', 'slow', 'c'), (each) => pool.run(each), 4))
    paths.push(entry.path);
  pool.close();
  expect(paths).toEqual(['slow', 'a', 'b', 'slow', 'c']);
});

test('a process that ends takes only its own file with it, and another goes on', async () => {
  const pool = poolOf(1);
  const answers = await Promise.all(['a', 'crash', 'b', 'crash', 'crash', 'c'].map((path) => pool.run(entryOf(path))));
  pool.close();
  expect(answers.map(({ problem }) => problem ?? null)).toEqual([
    null,
    'the process that analyzed it ended (code 3), as it does where memory runs out.',
    null,
    expect.stringContaining('ended (code 3)'),
    expect.stringContaining('ended (code 3)'),
    null,
  ]);
  expect(answers[1]!.rows).toMatchObject([{ kind: 'file', file: 'crash', problem: expect.stringContaining('ended') }]);
});

test('a process is kept from file to file, and replaced once it holds much memory', async () => {
  const pool = poolOf(1);
  const pids: number[] = [];
  for (const path of ['a', 'large', 'b', 'c'])
    pids.push(((await pool.run(entryOf(path))) as unknown as { pid: number }).pid);
  pool.close();
  expect(pids[1]).toBe(pids[0]);
  expect(pids[2]).not.toBe(pids[1]);
  expect(pids[3]).toBe(pids[2]);
});

test('never more are begun at once than are allowed', async () => {
  let begun = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++begun);
    await new Promise((resolve) => setTimeout(resolve, 5));
    begun -= 1;
  };
  for await (const _ of inOrder(all(...Array.from({ length: 50 }, String)), work, 4)) void _;
  expect(most).toBe(4);
});
