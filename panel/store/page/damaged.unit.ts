import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { BadFile } from '../../../core/files/fault';
import { fixtureDump } from '../../../core/files/importers/webrtc-internals/fixtures/dump';
import { parseRecording } from '../../../core/files/read/open';
import { mutate } from '../../../core/fixtures/hostile/mutants';
import { recordingOf } from '../../../core/fixtures/recordings';
import { oneCamera, twenty } from '../../../core/fixtures/scenes';
import { lookAtAll } from '../../fixtures/look';

const T0 = Date.UTC(2026, 0, 1);

function lookAtDamaged(from: number, count: number): void {
  const good = [
    JSON.stringify(recordingOf(oneCamera(T0))),
    JSON.stringify(small(recordingOf(twenty(T0)))),
    smallDump(),
  ];
  const counts = { refused: 0, shown: 0 };
  for (let i = from; i < from + count; i++) {
    const text = mutate(good[i % good.length]!, i);
    try {
      const recording = parseRecording(text);
      lookAtAll(recording);
      counts.shown += 1;
    } catch (error) {
      if (!(error instanceof BadFile)) throw new Error(`Copy ${i}: ${(error as Error).stack}`);
      expect(error.message).toMatch(/^[^\n]{10,400}[.…]$/);
      counts.refused += 1;
    }
  }
  console.log(`damaged copies: ${counts.refused} refused, ${counts.shown} shown`);
  expect(counts.refused).toBeGreaterThan(count / 5);
  expect(counts.shown).toBeGreaterThan(count / 50);
}

test('1,000 damaged copies of good files: one sentence or a view, nothing else', { tag: '@slow' }, () => {
  test.setTimeout(180_000);
  lookAtDamaged(0, 1_000);
});

test('10,000 more of good files @full', () => {
  test.setTimeout(900_000);
  lookAtDamaged(1_000, 10_000);
});

/** The same in a size of which thousands can be read. */
function small(recording: ReturnType<typeof recordingOf>): ReturnType<typeof recordingOf> {
  const [document] = recording.documents;
  document!.log = document!.log.slice(0, 30);
  document!.transceivers = document!.transceivers.slice(0, 6);
  return recording;
}

function smallDump(): string {
  const dump = JSON.parse(gunzipSync(gzipSync(fixtureDump('replaced'))).toString());
  for (const connection of Object.values<any>(dump.PeerConnections)) {
    const kept = Object.entries(connection.stats).filter(([key]) =>
      /^OT.*-(bytesSent|mid|mediaSourceId|kind)$/.test(key),
    );
    connection.stats = Object.fromEntries(kept);
    for (const event of connection.updateLog) if (event.value.length > 3000) event.value = event.value.slice(0, 3000);
  }
  return JSON.stringify(dump);
}
