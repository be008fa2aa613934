import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from '../../core/files/read/open';
import { FINDINGS } from '../../core/findings';
import { resultOfRecording } from '../../core/findings/full-result';
import { ROOT } from '../../tooling/node/root.mjs';
import { expect, test } from '../harness/test';
import { EXPECTED } from './expected';
import { QUIET_MS } from './expected/types';
import type { Facts } from './facts';
import { faultsOf } from './judge';
import { CASE_ARGS, PAGES, type Played, pagesIn, Stage } from './play';

test.use({ browserArgs: CASE_ARGS });

/** Pages that play at a time; what plays while one is judged. */
const TABS = 3;
/** A folder of other people's pages, each with a button or a `reproduce(n)`: played and reported, not judged. */
const GUESTS = process.env.CASES_DIR;
/** Which of them, by commas, with their query (`c04-old-track-never-removed?camera`); default all, without one. */
const GUEST_PAGES = process.env.CASES_PAGES?.split(',');
/** How often each of them is reproduced; default what its button does. */
const TIMES = process.env.CASES_TIMES;

let stage: Stage;
const plays = new Map<string, Promise<Played>>();

/** Plays a page once, however many tests ask. */
function played(page: string): Promise<Played> {
  const before = plays.get(page);
  if (before) return before;
  const play = stage.play({ page, quietMs: QUIET_MS });
  plays.set(page, play);
  return play;
}

test.beforeAll(async ({ launched }) => {
  stage = await Stage.open(launched.context, PAGES, TABS);
});
test.afterAll(async () => {
  await Promise.all(plays.values());
  await stage.close();
});

test('every page stands in the table, and every function that the table names in its page', () => {
  expect(EXPECTED.map(({ page }) => page).sort()).toEqual(pagesIn(PAGES));
  for (const { page, findings } of EXPECTED) {
    const source = readFileSync(join(PAGES, `${page}.html`), 'utf8');
    for (const fn of findings.flatMap((finding) => finding.fn ?? [])) {
      expect(source, page).toMatch(new RegExp(`function ${fn}\\(`));
    }
  }
});

test('there are at least as many healthy pages as others, and of each finding a page', () => {
  const healthy = EXPECTED.filter(({ findings }) => findings.length === 0);
  expect(healthy.length).toBeGreaterThanOrEqual(EXPECTED.length - healthy.length);
  const found = new Set(EXPECTED.flatMap(({ findings }) => findings.map(({ id }) => id)));
  expect([...found].sort()).toEqual(FINDINGS.map(({ id }) => id).sort());
});

EXPECTED.forEach((expected, i) => {
  const { page, what, facts, findings } = expected;
  test(`${page}: ${what}`, async () => {
    for (const next of EXPECTED.slice(i, i + TABS)) void played(next.page);
    const result = await played(page);
    expect(result.error).toBeNull();
    for (const [name, wanted] of Object.entries(facts)) {
      const found = result.facts[name as keyof Facts];
      if (typeof wanted === 'number') expect(found, name).toBe(wanted);
      else expect(found, name).toBeGreaterThanOrEqual(wanted.min);
    }
    // The recording is of this page, and to its end.
    const recording = parseRecording(JSON.stringify(result.recording));
    const { documents } = recording;
    const { connections, transceivers, stacks } = documents[0]!.toData();
    const open = connections.filter(({ closedAt }) => closedAt === null).map(({ id }) => id);
    expect(open).toHaveLength(result.facts.connections);
    const present = transceivers.filter(({ connection, index, phase }) => {
      return open.includes(connection) && index !== null && phase !== 'stopped';
    });
    expect(present).toHaveLength(result.facts.transceivers);
    // What makes each finding called something that was logged with its stack.
    for (const { id, fn } of findings) {
      const called = fn?.some((name) => stacks.some(([, text]) => new RegExp(`\\b${name} \\(`).test(text))) ?? true;
      expect(called, id).toBe(true);
    }
    expect(faultsOf(expected, recording)).toEqual([]);
  });
});

test('the command line opens the recording of every page', async () => {
  test.setTimeout(180_000);
  const files: string[] = [];
  for (const { page } of EXPECTED) {
    const file = test.info().outputPath(`${page.replaceAll('/', '-')}.json`);
    writeFileSync(file, JSON.stringify((await played(page)).recording));
    files.push(file);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts/run.mjs'), 'analyze', ...files, '--json'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  expect(stderr).toBe(`${files.length} files read, 0 not readable, 0 skipped.\n`);
  const { runs } = JSON.parse(stdout);
  expect(runs.map(({ file }: { file: string }) => file)).toEqual(files);
  // It says of each file what is said of the page.
  for (const [i, { page }] of EXPECTED.entries()) {
    const { state, findings } = resultOfRecording(parseRecording(JSON.stringify((await played(page)).recording)));
    expect({ page, state: runs[i].state, ids: runs[i].findings.map(({ id }: { id: string }) => id) }).toEqual({
      page,
      state,
      ids: findings.map(({ id }) => id),
    });
  }
});

test.describe('pages of another folder', () => {
  test.skip(!GUESTS, 'CASES_DIR names none');
  test('play, and are reported', async ({ launched }) => {
    test.setTimeout(600_000);
    const guests = await Stage.open(launched.context, GUESTS!, TABS);
    const times = TIMES === undefined ? undefined : Number(TIMES);
    const pages = GUEST_PAGES ?? pagesIn(GUESTS!);
    const all = await Promise.all(pages.map((page) => guests.play({ page, times, quietMs: QUIET_MS })));
    await guests.close();
    for (const { page, error, facts, recording, ms } of all) {
      const seen = Object.entries(facts).flatMap(([name, n]) => (n > 0 ? `${name} ${n}` : []));
      console.log(`${page} (${ms} ms): ${error ?? seen.join(', ')}`);
      writeFileSync(test.info().outputPath(`${page.replaceAll(/\W/g, '-')}.json`), JSON.stringify(recording));
    }
    expect(all.filter(({ error }) => error !== null)).toEqual([]);
  });
});
