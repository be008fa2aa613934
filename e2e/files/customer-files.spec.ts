import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tooling/node/root.mjs';
import { VIEWER } from '../harness/panel-states';
import { expect, test } from '../harness/test';

const FOLDER = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/customers');
const RELOADED = join(ROOT, 'core/files/importers/chrome-rtcstats/fixtures/customer-reload.gz');

/** What the viewer says first of each file, and what it says that the file lacks. */
const SAYS: Record<string, { verdict: string; lacks?: string }> = {
  '01-opened-late.json.gz': { verdict: '4 idle', lacks: 'the dump was begun after the call' },
  '02-implicit-setLocalDescription.json.gz': { verdict: 'Growing' },
  '03-no-kind-addTrack.json.gz': { verdict: '1 audio publish, 1 sending', lacks: 'nothing tells of which zone' },
  '04-no-kind-growing.json.gz': { verdict: 'Growing' },
  '05-connection-without-events.json.gz': {
    verdict: 'Growing',
    lacks: 'Connection 8-90: the file holds no events of it',
  },
  '06-printed-times-en-AU.json.gz': { verdict: 'Growing' },
  '06-printed-times-ko-KR.json.gz': { verdict: 'Growing' },
  '07-long-call-removeTrack-utc.json.gz': { verdict: 'Growing', lacks: 'kept the last 1,000 readings' },
  '07-long-call-replaceTrack-utc.json.gz': { verdict: 'Growing', lacks: 'kept the last 1,000 readings' },
  '08-series-that-starts-in-1970.json.gz': { verdict: 'Growing' },
  '09-plan-b.json.gz': { verdict: '3 video publishes', lacks: 'uses Plan B, which has no transceivers' },
  '13-600-connections.json.gz': {
    verdict: 'Nothing is published here',
    lacks: 'The first 500 are shown, 100 are left out',
  },
};

test('the viewer says of each customer’s file what is true, and what the file lacks', async ({ launch }) => {
  test.setTimeout(180_000);
  const { context } = await launch();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(VIEWER);
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(SAYS).sort());
  const files = Object.entries(SAYS).map(([name, says]) => ({ file: join(FOLDER, name), ...says }));
  for (const { file, verdict, lacks } of [...files, { file: RELOADED, verdict: 'Growing', lacks: undefined }]) {
    await page.locator('input[type=file]').first().setInputFiles(file);
    const bar = page.getByRole('region', { name: 'File that is shown' });
    await expect(bar).toContainText(file.split('/').at(-1)!);
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(verdict);
    const list = page.getByRole('list', { name: 'What this file lacks' });
    if (lacks === undefined) await expect(list).toHaveCount(0);
    else await expect(list).toContainText(lacks);
    await expect(page.locator('body')).not.toContainText(/1970(?!\.json)/);
    await expect(page.locator('body')).not.toContainText('type in readings');
  }
  expect(errors).toEqual([]);
});
