import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { ensureShells, isShell, missingLibraries } from './shells';

test.skip(process.platform !== 'linux' || process.arch !== 'x64', 'the package is for Linux on x64');

const before = { ...process.env };
let folder: string;
const kept = () => {
  const shells = join(folder, 'transceiver-inspector', 'headless-shells');
  return existsSync(shells) ? readdirSync(shells) : [];
};

/** An npm that answers by this body of a function, and a cache that is empty. */
function standIn(body: string): void {
  const npm = join(folder, 'npm.js');
  writeFileSync(npm, `const [command, what, , into] = process.argv.slice(2);\n${body}`);
  Object.assign(process.env, { XDG_CACHE_HOME: folder, npm_execpath: npm });
}
const says = (answer: unknown) => `console.log(${JSON.stringify(JSON.stringify(answer))});`;

/** As npm packs it, with this for the browser. */
function packed(browser: Buffer): string {
  const bin = join(folder, 'package', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'chromium.br'), browser);
  writeFileSync(join(folder, 'libEGL.so'), '');
  spawnSync('tar', ['-cf', join(folder, 's.tar'), '-C', folder, 'libEGL.so']);
  writeFileSync(join(bin, 'swiftshader.tar.br'), brotliCompressSync(readFileSync(join(folder, 's.tar'))));
  spawnSync('tar', ['-czf', join(folder, 'made.tar'), '-C', folder, 'package']);
  return `require('fs').copyFileSync(${JSON.stringify(join(folder, 'made.tar'))}, into + '/p.tgz'); console.log('[]');`;
}

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ti-shells-'));
});
test.afterEach(() => {
  for (const name of ['XDG_CACHE_HOME', 'npm_execpath'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
});

test('a version that the package does not carry is said, with those that it does', async () => {
  const none = { error: { code: 'ETARGET', summary: 'No matching version found' } };
  standIn(
    `if (command === 'view') ${says(['119.0.2', '121.0.0', '135.0.0-next.1', '143.0.3', '143.0.4'])} else ${says(none)}`,
  );
  await expect(ensureShells('120')).rejects.toThrow(
    '@sparticuz/chromium carries no Chromium 120. It carries 119, 121, 143.',
  );
  expect(kept()).toEqual([]);
});

test('without a network it names those that are kept', async () => {
  standIn(says({ error: { code: 'ENOTFOUND', summary: 'getaddrinfo ENOTFOUND' } }));
  const fetched = 'could not be fetched: getaddrinfo ENOTFOUND. Is there a network?';
  await expect(ensureShells('121')).rejects.toThrow(`${fetched} None is kept here yet.`);
  mkdirSync(join(folder, 'transceiver-inspector', 'headless-shells', '153'));
  await expect(ensureShells('121')).rejects.toThrow(`${fetched} Kept here already: 153.`);
  standIn('process.exit(3)');
  await expect(ensureShells('121')).rejects.toThrow('could not be fetched: npm gave no answer.');
});

test('a broken download is said, and nothing of it is kept', async () => {
  standIn(says({ error: { code: 'EINTEGRITY', summary: 'sha512-a integrity checksum failed' } }));
  await expect(ensureShells('121')).rejects.toThrow(
    'The download of @sparticuz/chromium 121 is broken: sha512-a integrity checksum failed. Try again; nothing of it was kept.',
  );
  standIn(packed(brotliCompressSync(Buffer.alloc(9_999, 'a random word')).subarray(0, 20)));
  await expect(ensureShells('121')).rejects.toThrow(
    'The download of @sparticuz/chromium 121 is broken: unexpected end',
  );
  standIn(`require('fs').writeFileSync(into + '/p.tgz', 'no archive'); console.log('[]');`);
  await expect(ensureShells('121')).rejects.toThrow(/is broken: .*tar.*/);
  expect(kept()).toEqual([]);
});

test('one that does not start is said', async () => {
  standIn(packed(brotliCompressSync(Buffer.from('#!/bin/sh\nexit 1\n'))));
  await expect(ensureShells('121')).rejects.toThrow('Chromium headless shell 121 does not start: ');
  expect(kept()).toEqual([]);
});

test('what is no version is refused before anything is fetched', async () => {
  for (const version of ['', 'latest', '../121', '121.0', '1', '121 --registry=x', '121,latest', '121,'])
    await expect(ensureShells(version)).rejects.toThrow('A version is a number such as 121, not "');
});

test('missing libraries are named', () => {
  const listing = '\tlibnss3.so => not found\n\tlibm.so.6 => /lib/libm.so.6 (0x1)\n\tlibexpat.so.1 => not found\n';
  expect(missingLibraries(listing)).toEqual(['libnss3.so', 'libexpat.so.1']);
  expect(missingLibraries('\tnot a dynamic executable\n')).toEqual([]);
  expect(isShell({ product: 'Chromium' })).toBe(false);
});
