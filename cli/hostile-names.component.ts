import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type FixtureName, fixtureDump } from '../core/files/importers/webrtc-internals/fixtures/dump';
import { seededRandom } from '../core/fixtures/hostile/mutants';
import { recordingOf } from '../core/fixtures/recordings';
import { twenty } from '../core/fixtures/scenes';
import { FORBIDDEN, isForbidden, isOrder, ORDERS } from '../tooling/node/hostile-text';
import { ROOT } from '../tooling/node/root.mjs';

/** Members of a recording that may hold any text. */
const FREE = new Set(
  'id url label mid rid args where message value note typed generator userAgent platform text codec'.split(' '),
);

/** A text that a careless print would let loose: controls, ends of lines, an order to a CI system after them. */
function hostile(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const control = () => {
    const [from, to] = pick(FORBIDDEN);
    return String.fromCodePoint(from + Math.floor(random() * (to - from + 1)));
  };
  const ends = ['\n', '\r', '\r\n', '\u2028', '\u0085', '\u001b[2J\u001b[H', ''];
  return `${control()}${pick(ends)}${pick(ORDERS)}${control()}${pick(ends)}${pick(ORDERS)}${control()}`;
}

type Json = Record<string, any>;

/** Replaces the texts of a recording in place. */
function spoil(node: any, random: () => number): void {
  for (const key of Object.keys(node)) {
    const inner = node[key];
    if (typeof inner === 'object' && inner !== null) spoil(inner, random);
    else if (typeof inner !== 'string') continue;
    else if (inner.startsWith('Error\n')) node[key] = inner.replaceAll(/at [^ ]+ /g, () => `at ${hostile(random)} `);
    else if (FREE.has(key) && random() < 0.7) node[key] = hostile(random);
  }
}

function recordingText(random: () => number): string {
  const recording: Json = recordingOf(twenty(Date.UTC(2026, 0, 1)));
  for (const document of recording.documents) {
    const value = document.log.filter((entry: Json) => entry.type === 'connection').map((entry: Json) => entry.value);
    spoil(document, random);
    // States are known words, or the log makes no sense.
    let i = 0;
    for (const entry of document.log) if (entry.type === 'connection') entry.value = value[i++];
  }
  return JSON.stringify(recording);
}

/** A real dump whose names are others: of connections, tracks, pages, the browser. */
function dumpText(name: FixtureName, random: () => number): string {
  const dump = JSON.parse(fixtureDump(name));
  dump.UserAgent = hostile(random);
  dump.PeerConnections = Object.fromEntries(
    Object.values<Json>(dump.PeerConnections).map((connection, i) => {
      connection.url = hostile(random);
      for (const event of connection.updateLog) {
        if (typeof event.value !== 'string' || !event.value.startsWith('{')) continue;
        const value = JSON.parse(event.value);
        if (value.label) value.label = hostile(random);
        if (value.mid && random() < 0.5) value.mid = hostile(random);
        event.value = JSON.stringify(value);
      }
      return [`${hostile(random)}-${i}`, connection];
    }),
  );
  return JSON.stringify(dump);
}

async function analyze(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'analyze', ...args], { cwd: ROOT });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** Lines that no terminal and no CI system should see. */
const wrong = (output: string) => output.split('\n').filter((line) => [...line].some(isForbidden) || isOrder(line));

function write(name: string, text: string): string {
  const file = test.info().outputPath(name);
  writeFileSync(file, text);
  return file;
}

test('files full of hostile names: 60 of them, as text and as JSON', async () => {
  test.setTimeout(180_000);
  const random = seededRandom(12);
  const names = ['growing', 'camera-and-microphone', 'stopped', 'replaced'] as const;
  const files = Array.from({ length: 60 }, (_, i) => {
    const text = i % 2 === 0 ? recordingText(random) : dumpText(names[(i >> 1) % 4]!, random);
    // No file system of Windows takes such a name.
    const odd = process.platform !== 'win32' && i % 10 === 0;
    return write(odd ? `\u001b]0;x\u0007\n::error::${i}\u202e.json` : `${i}.json`, text);
  });
  const text = await analyze('--check', ...files);
  expect(text.err).toBe('60 files read, 0 not readable, 0 skipped.\n');
  expect(wrong(text.out)).toEqual([]);
  // What was hostile is still there to be read.
  expect(text.out).toMatch(/\\u[0-9a-f]{4}/);
  const json = await analyze('--check', '--json', ...files);
  expect(wrong(json.out)).toEqual([]);
  expect(JSON.parse(json.out).runs.map((run: Json) => run.file)).toEqual(files);
});

test('refusals that quote a file, a file’s name or the command line', async () => {
  test.setTimeout(180_000);
  const random = seededRandom(5);
  const key = () => JSON.stringify(hostile(random));
  const good = JSON.stringify(recordingOf(twenty(Date.UTC(2026, 0, 1))));
  const bad = [
    `{${key()}: 1, ${key()}: 2}`,
    `{"PeerConnections": {${key()}: 1}}`,
    `{"PeerConnections": {${key()}: {"stats": {${key()}: 7}}}}`,
    `{"PeerConnections": {"1-1": {"url": [${key()}], "pid": ${key()}}}}`,
    `{${key()}: {${key()}: ${'['.repeat(100)}`,
    `{"PeerConnections": {${key()}: {"updateLog": [{"type": "addTrack", "value": ${JSON.stringify('['.repeat(2000))}}]}}}`,
    good.replace('"source":"recording"', `"source":${key()}`),
    good.replace('"patch":"none"', `"patch":${key()}`),
    good.replace('"version":1', `"version":${key()}`),
    `${good.slice(0, 500)}${hostile(random)}`,
    hostile(random),
  ];
  const args = [
    ...bad.map((text, i) => [write(`${i}.json`, text)]),
    [`${hostile(random).replaceAll('\0', '')}.json`],
    ['--fail-on', hostile(random).replaceAll('\0', '')],
    [`--${hostile(random).replaceAll('\0', '')}`],
  ];
  for (const each of args) {
    const { code, out, err } = await analyze(...each);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(wrong(err)).toEqual([]);
    expect(err.trim().split('\n')).toHaveLength(1);
    // A sentence, not what some part of Node printed by itself.
    expect(err).not.toContain('    at ');
  }
});
