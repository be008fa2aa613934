import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { RecordingModel } from '../../core/files/format/recording-model';
import { openRecording } from '../../core/files/read/open';
import { resultOfRecording } from '../../core/findings/full-result';
import { serveDemo } from '../../demo/serve.mjs';
import { expect, test } from '../harness/test';

async function press(internals: Page, name: RegExp): Promise<RecordingModel> {
  await internals.bringToFront();
  await internals.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  const waiting = internals.waitForEvent('download');
  await internals.getByRole('button', { name }).click();
  const download = await waiting;
  // As the instructions for the customer name them.
  expect(download.suggestedFilename()).toMatch(/^(rtcstats_dump|webrtc_internals_dump)\.(gz|txt)$/);
  return openRecording(new Blob([readFileSync(await download.path())]));
}

/** What is said of a file. */
function saidOf(recording: RecordingModel) {
  const { findings, publishing, connections, notices } = resultOfRecording(recording);
  return { findings, publishing, connections, notices };
}

test('Chrome’s two dumps of one call say the same; a closed connection is in both where they are kept', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { context } = await launch();
  const demo = await serveDemo();
  try {
    const internals = context.pages()[0]!;
    await internals.goto('chrome://webrtc-internals?keepRemovedConnections');
    const page = await context.newPage();
    await page.goto(`${demo.publisherUrl}?size=180&receiver=iframe&unpublish=removeTrack`);
    for (let i = 0; i < 3; i++) {
      await page.evaluate(() => window.demo.publish());
      await page.waitForTimeout(2_200);
      await page.evaluate(() => window.demo.unpublish());
      await page.waitForTimeout(1_300);
    }
    const dump = saidOf(await press(internals, /webrtc-internals dump/));
    const rtcstats = saidOf(await press(internals, /rtcstats dump/));
    expect(dump.connections[0]).toMatchObject({ verdict: 'growing', publishes: 3, idle: { audio: 0, video: 3 } });
    expect(rtcstats).toEqual(dump);

    await page.goto('about:blank');
    await page.waitForTimeout(1_500);
    const closed = saidOf(await press(internals, /rtcstats dump/));
    expect(closed.connections).toHaveLength(2);
    expect(closed.findings.every(({ ended }) => ended)).toBe(true);
    const kept = saidOf(await press(internals, /webrtc-internals dump/));
    expect(kept.connections.map(({ publishes, idle }) => ({ publishes, idle }))).toEqual(
      closed.connections.map(({ publishes, idle }) => ({ publishes, idle })),
    );
  } finally {
    await demo.close();
  }
});
