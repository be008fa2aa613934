import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bytesOf, SUPPORT_FILES } from '../../core/files/fixtures/support/truth';
import { ROOT } from '../../tooling/node/root.mjs';

test('a folder of what customers send: of each file what is true, or why it is refused', () => {
  const folder = test.info().outputPath('support');
  mkdirSync(folder);
  for (const file of SUPPORT_FILES) writeFileSync(join(folder, file.name), bytesOf(file));
  const args = [join(ROOT, 'scripts/run.mjs'), 'analyze', folder, '--json'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(status).toBe(2);
  const { runs, unreadable, skipped } = JSON.parse(stdout);
  expect(skipped).toBeUndefined();

  const refused = SUPPORT_FILES.filter(({ truth }) => typeof truth === 'string');
  expect(unreadable).toEqual(
    refused.map(({ name, truth }) => ({ file: join(folder, name), problem: expect.stringContaining(String(truth)) })),
  );
  const all = SUPPORT_FILES.flatMap(({ name, truth }) =>
    typeof truth === 'string' ? [] : truth.map((run) => ({ name, ...run })),
  ).sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  expect(runs).toHaveLength(all.length);
  for (const [i, { name, says, state, lacks = [], connection }] of all.entries()) {
    const run = runs[i];
    expect(run.file).toContain(name);
    expect(run, name).toMatchObject({ state, headline: expect.stringContaining(says) });
    if (connection) expect(run.connections, name).toContainEqual(expect.objectContaining(connection));
    const notes = run.notices.map(({ sentence }: { sentence: string }) => sentence);
    for (const lack of lacks) expect(notes.join('\n'), name).toContain(lack);
    if (lacks.length === 0) expect(notes, name).toEqual([]);
  }
});
