import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DUMP_NAMES, makeDump } from './dumps';
import { oneOf, randomOf } from './random';
import { makeRecording } from './scenes';
import type { Truth } from './truth';

/** How the app's versions behave: the share of calls in which their shares leave transceivers behind. */
const VERSIONS = { '1.8.0': 0.1, '1.9.0': 0.1, '2.0.0': 0.9, '2.1.0': 0.4 };
const LIBRARIES = [
  ['livekit-client', '2.23.0'],
  ['livekit-client', '2.19.1'],
  ['mediasoup-client', '3.18.7'],
  [null, null],
] as const;
const BROWSERS = ['Chrome 154', 'Chrome 155', 'Chrome 156', 'Firefox 148'];
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
];
/** A Monday. */
const FIRST_WEEK = Date.UTC(2026, 8, 7);
const WEEKS = 8;
const DAY = 24 * 3_600_000;
const A_FOLDER = 200;

/** The app's version stands in its scripts' paths, and in the address of the demo's page. */
export const APP_VERSION = '(?:assets/|[?&]v=)(\\d+\\.\\d+\\.\\d+)';

/**
 * Writes a folder as support would have it: recordings and dumps of many calls, in folders by hundreds, with
 * broken files, foreign ones, copies and a link in a circle among them.
 * @returns what is in it
 */
export function makeFleet(folder: string, count: number, seed = 16): Truth {
  const random = randomOf(seed);
  const truth: Truth = { calls: [], broken: 0, skipped: 0, copies: 0 };
  for (let i = 0; i < count; i++) {
    const place = join(folder, `batch-${Math.floor(i / A_FOLDER)}`);
    if (i % A_FOLDER === 0) openFolder(place, folder, truth);
    const write = (name: string, content: string | Uint8Array) =>
      writeFileSync(join(place, `${String(i).padStart(5, '0')}-${name}`), content);
    if (i % 20 === 19) {
      write(...brokenFile(i / 20));
      truth.broken += 1;
      continue;
    }
    const packed = makeCall(i, random, truth);
    write(i % 3 === 0 ? 'call.txt.gz' : 'call.json.gz', packed);
    if (i % 50 !== 7) continue;
    write('call (1).json.gz', packed);
    truth.copies += 1;
  }
  return truth;
}

/** What such a folder would hold. */
export function truthOf(count: number): Truth {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  try {
    return makeFleet(folder, count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function openFolder(place: string, folder: string, truth: Truth): void {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, '.DS_Store'), 'Bud1');
  writeFileSync(join(place, 'screenshot.png'), '\u0089PNG');
  symlinkSync(folder, join(place, 'all'), 'dir');
  truth.skipped += 3;
}

function makeCall(i: number, random: () => number, truth: Truth): Uint8Array {
  const appVersion = oneOf(random, Object.keys(VERSIONS) as (keyof typeof VERSIONS)[]);
  const browser = oneOf(random, BROWSERS);
  const week = FIRST_WEEK + Math.floor(random() * WEEKS) * 7 * DAY;
  // From Monday 1:00 to Sunday 23:00, so that no call lies in two weeks.
  const at = week + 3_600_000 + Math.floor(random() * (7 * DAY - 2 * 3_600_000));
  const made =
    i % 8 === 3
      ? makeDump(oneOf(random, DUMP_NAMES), { at, appVersion, browser: oneOf(random, BROWSERS.slice(0, 3)) })
      : recordedCall(at, appVersion, browser, random);
  truth.calls.push({ ...made.call, week: new Date(week).toISOString().slice(0, 10) });
  return gzipSync(made.text, { level: 1 });
}

function recordedCall(at: number, appVersion: keyof typeof VERSIONS, browser: string, random: () => number) {
  const [library, libraryVersion] = oneOf(random, LIBRARIES);
  const leaks = random() < VERSIONS[appVersion];
  const shares = 6 + Math.floor(random() * 10);
  const size = oneOf(random, SIZES);
  const { recording, call } = makeRecording({ at, appVersion, browser, library, libraryVersion, leaks, shares, size });
  return { text: JSON.stringify(recording), call };
}

function brokenFile(n: number): [name: string, content: string | Uint8Array] {
  const whole = gzipSync('{"format":"transceiver-inspector","documents":['.repeat(100));
  const kinds: [string, string | Uint8Array][] = [
    ['empty.json', ''],
    ['cut.json.gz', whole.subarray(0, whole.length - 20)],
    ['notes.txt', 'The customer says that the call became slow.'],
    ['other.json', '{"log":{"version":"1.2"}}'],
  ];
  return kinds[Math.floor(n) % kinds.length]!;
}
