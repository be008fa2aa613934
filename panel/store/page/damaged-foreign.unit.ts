import { expect, test } from '@playwright/test';
import { BadFile } from '../../../core/files/fault';
import { savedPage } from '../../../core/files/importers/about-webrtc/fixtures/page';
import { linesOf, sdpOfSections, sharesLines } from '../../../core/files/importers/jitsi-rtcstats/fixtures/shares';
import { smallTrace } from '../../../core/files/importers/rtcstats-js/fixtures/shares';
import { parseRecording } from '../../../core/files/read/open';
import { damageLines, damageText } from '../../../core/fixtures/hostile/damaged-lines';
import { lookAtAll } from '../../fixtures/look';

/** No step of reading may block for longer. */
const MAX_MS = 5_000;

/** Lines with descriptions, in which the same share comes and goes. */
function describedLines(): string {
  const share = { kind: 'video', direction: 'sendonly', tracks: ['v1'] } as const;
  return linesOf([
    ['create', { sdpSemantics: 'unified-plan' }],
    ['addTrack', 'video:v1 stream:s'],
    ['setLocalDescription', { type: 'offer', sdp: sdpOfSections([share]) }],
    [
      'setRemoteDescription',
      { type: 'answer', sdp: sdpOfSections([{ kind: 'video', direction: 'recvonly' }], 'active') },
    ],
    ['onsignalingstatechange', 'stable'],
    ['removeTrack', 'video:v1'],
    ['addStream', 's1 video:v2'],
    ['removeStream', 's1 video:v2'],
    ['close', []],
  ]);
}

const KINDS = {
  'rtcstats-js': { good: [smallTrace()], damage: damageLines },
  'jitsi-rtcstats': { good: [sharesLines(), describedLines()], damage: damageLines },
  'about-webrtc': { good: [savedPage(3)], damage: damageText },
};

for (const [name, { good, damage }] of Object.entries(KINDS)) {
  const damagedCopies = (from: number, count: number) => {
    const counts = { refused: 0, shown: 0, slowest: 0 };
    for (let i = from; i < from + count; i++) {
      const text = damage(good[i % good.length]!, i);
      const start = performance.now();
      try {
        lookAtAll(parseRecording(text));
        counts.shown += 1;
      } catch (error) {
        if (!(error instanceof BadFile)) throw new Error(`Copy ${i}: ${(error as Error).stack}`);
        expect(error.message).toMatch(/^[^\n]{10,400}[.…]$/);
        counts.refused += 1;
      }
      counts.slowest = Math.max(counts.slowest, performance.now() - start);
    }
    console.log(`${name}: ${counts.refused} refused, ${counts.shown} shown, slowest ${Math.round(counts.slowest)} ms`);
    expect(counts.slowest).toBeLessThan(MAX_MS);
    expect(counts.shown).toBeGreaterThan(count / 4);
  };

  test(`1,000 damaged copies of ${name}: one sentence or a view, nothing else`, { tag: '@slow' }, () => {
    test.setTimeout(180_000);
    damagedCopies(0, 1_000);
  });

  test(`50,000 more of ${name} @full`, () => {
    test.setTimeout(1_800_000);
    damagedCopies(1_000, 50_000);
  });
}
