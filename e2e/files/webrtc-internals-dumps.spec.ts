import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { RecordingModel } from '../../core/files/format/recording-model';
import { openRecording } from '../../core/files/read/open';
import { pointAt, replay } from '../../core/history/replay';
import type { DocumentModel } from '../../core/model/document';
import { connectionVerdicts } from '../../core/verdict/connection';
import { evidenceOf } from '../../core/verdict/gather';
import { serveDemo } from '../../demo/serve.mjs';
import { expect, test } from '../harness/test';

/** Chrome's log and ours need not be of the same millisecond. */
const APART_MS = 400;

/** What the button of chrome://webrtc-internals gives. */
async function dumpOf(internals: Page): Promise<RecordingModel> {
  await internals.bringToFront();
  await internals.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  const waiting = internals.waitForEvent('download');
  await internals.getByRole('button', { name: /webrtc-internals dump|PeerConnection updates/ }).click();
  return openRecording(new Blob([readFileSync(await (await waiting).path())]));
}

function publisherIn({ documents }: RecordingModel): DocumentModel {
  return documents.find((record) => record.history.steps.some(({ why }) => why === 'published'))!;
}

const countsAt = (record: DocumentModel, times: readonly number[]) => {
  const span = { from: times[0]! - 60_000, to: times.at(-1)! + 60_000 };
  const both = new Set(['audio', 'video'] as const);
  const points = replay([{ history: record.history, connections: null }], span, both, 100_000);
  return times.map((at) => pointAt(points, at)?.phases);
};

const bare = (record: DocumentModel) =>
  connectionVerdicts(evidenceOf(record)).map(({ document: _, reasons: __, connection: ___, ...figures }) => figures);

for (const [name, query] of [
  ['unpublish by removeTrack', 'unpublish=inactive%2BremoveTrack'],
  ['stop() @full', 'unpublish=stop()'],
  ['replaceTrack(null) @full', 'unpublish=replaceTrack(null)'],
  ['one transceiver reused by the page @full', 'publish=reuse&unpublish=inactive'],
] as const) {
  test(`a dump of the same call tells the same as our recording: ${name}`, async ({ launch, openPanel }) => {
    test.setTimeout(120_000);
    const { context } = await launch();
    const demo = await serveDemo();
    try {
      const internals = context.pages()[0]!;
      await internals.goto('chrome://webrtc-internals');
      const page = await context.newPage();
      await page.goto(`${demo.publisherUrl}?size=180&receiver=iframe&${query}`);
      const { panel, devtools } = await openPanel(page);
      for (let i = 0; i < 3; i++) {
        await page.evaluate(() => window.demo.publish());
        // Three readings of Chrome's statistics, so that what has no event has them.
        await page.waitForTimeout(3_000);
        await page.evaluate(() => window.demo.unpublish());
        await page.waitForTimeout(2_500);
      }
      const waiting = devtools.waitForEvent('download');
      await panel.getByRole('button', { name: 'Export…' }).click();
      await panel.getByRole('button', { name: 'Save file' }).click();
      const ours = publisherIn(await openRecording(new Blob([readFileSync(await (await waiting).path())])));
      const theirs = publisherIn(await dumpOf(internals));

      const times = ours.history.steps.map(({ at }) => at);
      const quiet = times.slice(1).flatMap((at, i) => (at - times[i]! > 4 * APART_MS ? [(at + times[i]!) / 2] : []));
      quiet.push(times.at(-1)! + 2 * APART_MS);
      expect(quiet.length).toBeGreaterThan(4);
      // A replaceTrack() shows up only in the next reading.
      const late = query.includes('replaceTrack') ? 1_100 : 0;
      const moments = quiet.map((at) => at + late / 2);
      expect(countsAt(theirs, moments)).toEqual(countsAt(ours, moments));
      expect(bare(theirs)).toEqual(bare(ours));
    } finally {
      await demo.close();
    }
  });
}
