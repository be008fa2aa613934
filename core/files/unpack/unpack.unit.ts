import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { BadFile } from '../fault';
import { pairOf } from '../importers/chrome-rtcstats/fixtures/pairs';
import { fixtureDump } from '../importers/webrtc-internals/fixtures/dump';
import { faultsSentence, openAll, openRecording } from '../read/open';
import { readTexts } from '../read/texts';
import { tarOf } from './fixtures/tar';
import { bigZipOf, sizelessZipOf } from './fixtures/zip';

const dump = fixtureDump('growing');
/** Transceivers in it, at both ends. */
const MADE = 8;
const file = (...content: (string | Uint8Array)[]) => new Blob(content as BlobPart[]);
const zip = (files: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );
const utf16 = (text: string, big = false) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

/** Its parts: how many transceivers each holds, or what is wrong. */
async function opened(content: string | Uint8Array) {
  const parts = await openAll(file(content));
  return parts.map((part) => [
    part.name,
    'fault' in part
      ? part.fault.message
      : part.recording.documents.flatMap(({ transceivers }) => [...transceivers.values()]).length,
  ]);
}

async function refusal(content: string | Uint8Array): Promise<string> {
  const error = await openAll(file(content)).then(
    () => 'opened',
    (each) => each,
  );
  expect(error).toBeInstanceOf(BadFile);
  expect(error.message).not.toContain('\n');
  return error.message;
}

const label = dump.replace('remote video', 'Kopfh\u00f6rer \u201eA\u201c');
const ansi = Buffer.from(label.replace('\u201e', '\x84').replace('\u201c', '\x93'), 'latin1');

/** As gzip writes it (RFC 1952): with the flag of a name, and the name. */
const NAMED_HEADER = Buffer.from('\x1f\x8b\x08\x08\0\0\0\0\0\x03webrtc_internals_dump.txt\0', 'latin1');

for (const [name, content, part] of [
  ['as it is', () => dump, null],
  ['gzip in gzip', () => gzipSync(gzipSync(dump)), null],
  ['gzip with zeros behind it', () => Buffer.concat([gzipSync(dump), Buffer.alloc(40_000)]), null],
  ['gzip with a line end behind it', () => Buffer.concat([gzipSync(dump), Buffer.from('\r\n')]), null],
  ['gzip in members', () => Buffer.concat([gzipSync(dump.slice(0, 1_000)), gzipSync(dump.slice(1_000))]), null],
  ['gzip with its name', () => Buffer.concat([NAMED_HEADER, gzipSync(dump).subarray(10)]), null],
  ['ZIP', () => zip({ 'a/webrtc_internals_dump.txt': dump }), 'a/webrtc_internals_dump.txt'],
  ['ZIP of a gzip', () => zip({ 'dump.gz': gzipSync(dump) }), 'dump.gz'],
  ['ZIP in ZIP', () => zip({ 'a.zip': zip({ 'b.txt': dump }) }), 'a.zip/b.txt'],
  ['ZIP without compression', () => zipSync({ 'b.txt': [strToU8(dump), { level: 0 }] }), 'b.txt'],
  ['ZIP with what macOS adds', () => zip({ '__MACOSX/._b.txt': 'x', '.DS_Store': 'x', 'b.txt': dump }), 'b.txt'],
  ['tar', () => tarOf({ 'a/': '', 'a/b.txt': dump }), 'a/b.txt'],
  ['tar.gz', () => gzipSync(tarOf({ 'b.txt': dump })), 'b.txt'],
  ['UTF-16', () => utf16(dump), null],
  ['UTF-16, big-endian', () => utf16(dump, true), null],
  ['UTF-16 without a mark', () => utf16(dump).subarray(2), null],
  ['UTF-8 with a mark', () => `\ufeff${dump}`, null],
  ['Windows-1252', () => ansi, null],
  ['NULs at the end', () => `${dump}${'\0'.repeat(3_000_000)}`, null],
  ['NULs at the end of UTF-16', () => Buffer.concat([utf16(dump), Buffer.alloc(1000)]), null],
] as const) {
  test(`opened: ${name}`, async () => {
    expect(await opened(content())).toEqual([[part, MADE]]);
  });
}

test('letters in Windows-1252 are read', async () => {
  for await (const { text } of readTexts(file(ansi), () => () => {})) expect(text).toBe(label);
});

test('several files in an archive: each opens, or has a sentence of its own', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]);
  const all = { 'one.txt': dump, 'picture.png': png, 'cut.txt': dump.slice(0, 5_000), 'two.txt': dump };
  const expected = [
    ['one.txt', MADE],
    ['picture.png', expect.stringContaining('This is a PNG picture')],
    ['cut.txt', expect.stringContaining('ends too early')],
    ['two.txt', MADE],
  ];
  expect(await opened(zip(all))).toEqual(expected);
  expect(faultsSentence(await openAll(file(zip(all))))).toMatch(
    /^2 of the 4 files in it can’t be read; the first is "picture.png": This is a PNG/,
  );
  expect(faultsSentence(await openAll(file(dump)))).toBe(null);
  await expect(openRecording(file(zip(all)))).rejects.toThrow('The file holds 2 recordings');
  expect(await refusal(zip({ 'picture.png': png, 'note.txt': 'Hello' }))).toMatch(
    /^None of the 2 files in it can be read; the first is "picture.png": This is a PNG picture/,
  );
  expect(await refusal(zip({}))).toBe('The archive holds no files.');
});

test('a file of an archive that is damaged is named, and the others open', async () => {
  const stored = (level: 0 | 9) =>
    zipSync(Object.fromEntries(['1.txt', '2.txt', '3.txt'].map((name) => [name, [strToU8(dump), { level }]])));
  for (const level of [0, 9] as const) {
    const archive = stored(level);
    // A letter of a text, which is JSON all the same: nothing but the checksum tells.
    const second = Buffer.from(archive).indexOf('2.txt');
    const at = second + 5 + (level === 0 ? dump.indexOf('http') : 500);
    const broken = archive.with(at, archive[at]! ^ 1);
    expect(await opened(broken)).toEqual([
      ['1.txt', MADE],
      ['2.txt', expect.stringContaining('The ZIP archive is damaged at this file')],
      ['3.txt', MADE],
    ]);
    const third = Buffer.from(archive).indexOf('3.txt');
    expect(await opened(archive.subarray(0, third + 1_000))).toEqual([
      ['1.txt', MADE],
      ['2.txt', MADE],
      ['3.txt', expect.stringContaining('cut short or damaged')],
    ]);
    expect(await opened(archive.subarray(0, third - 10))).toEqual([
      ['1.txt', MADE],
      ['2.txt', MADE],
      ['rest of the archive', expect.stringContaining('cut short or damaged')],
    ]);
    const secret = Buffer.from(archive.with(second - 24, 1));
    expect(await opened(secret)).toEqual([
      ['1.txt', MADE],
      ['2.txt', expect.stringContaining('with a password')],
      ['3.txt', MADE],
    ]);
  }
  expect(await opened(tarOf({ '1.txt': dump, '2.txt': dump }).subarray(0, dump.length + 2_000))).toEqual([
    ['1.txt', MADE],
    ['2.txt', expect.stringContaining('tar archive, but cut short')],
  ]);
});

for (const form of ['signed', 'unsigned', 'large'] as const) {
  test(`a ZIP whose sizes stand behind each file, ${form}, also where its content holds such marks`, async () => {
    const inner = zip({ 'a.txt': dump });
    expect(await opened(sizelessZipOf({ 'b.txt': Buffer.from(dump), 'c.zip': inner }, form))).toEqual([
      ['b.txt', MADE],
      ['c.zip/a.txt', MADE],
    ]);
  });
}

test('gzip that is cut short or not what was packed is refused, wherever that is', async () => {
  const packed = gzipSync(dump);
  const flipped = (at: number) => packed.with(at, packed[at]! ^ 1);
  for (const bad of [
    ...[20, 1_000, packed.length - 9, packed.length - 1].map((length) => packed.subarray(0, length)),
    ...[12, 5_000, packed.length - 8, packed.length - 1].map(flipped),
    Buffer.concat([packed.subarray(0, -9), packed]),
  ]) {
    // What is damaged may also be more than any file holds.
    expect(await refusal(bad)).toMatch(/^The file is gzip, but cut short or damaged\.$|: ask for the file again/);
  }
});

test('dumps one behind the other', async () => {
  expect(await opened(`${dump}\n${dump}`)).toEqual([
    ['1 of 2', MADE],
    ['2 of 2', MADE],
  ]);
  expect(await opened(Buffer.concat([gzipSync(dump), gzipSync(dump)]))).toHaveLength(2);
  expect(await opened(zip({ 'a.txt': `${dump}${dump.slice(0, 5_000)}` }))).toEqual([
    ['a.txt 1 of 2', MADE],
    ['a.txt 2 of 2', expect.stringContaining('ends too early')],
  ]);
});

test('dumps of both kinds in one text, and with something between them', async () => {
  const rtcstats = pairOf('removed').rtcstats.trim();
  const made = 6;
  const two = [
    ['1 of 2', MADE],
    ['2 of 2', MADE],
  ];
  expect(await opened(`${dump}\n--------\n\n${dump}`)).toEqual(two);
  expect(await opened(`${dump},\n${dump}`)).toEqual(two);
  expect(await opened(`${dump}\r\nsecond.txt:\r\n${dump}`)).toEqual(two);
  expect(await opened([dump, rtcstats, dump, dump, rtcstats].join('\n'))).toEqual([
    ['1 of 5', MADE],
    ['2 of 5', made],
    ['3 of 5', MADE],
    ['4 of 5', MADE],
    ['5 of 5', made],
  ]);
  expect(await opened(`${rtcstats}\n${rtcstats}`)).toEqual([
    ['1 of 2', made],
    ['2 of 2', made],
  ]);
});

test('a dump inside a JSON text is taken out, within the bounds', async () => {
  expect(await opened(JSON.stringify(dump))).toEqual([[null, MADE]]);
  expect(await refusal(JSON.stringify(`{"a":${'['.repeat(100)}`))).toContain('nests more than 32 deep');
  expect(await refusal(JSON.stringify('Hello'))).toBe('The file is text, but no JSON.');
});

for (const [name, content, says] of [
  ['a ZIP cut short', () => zip({ 'a.txt': dump }).subarray(0, 3_000), 'ZIP archive, but cut short or damaged'],
  ['a tar cut short', () => tarOf({ 'a.txt': dump }).subarray(0, 3_000), 'cut short or damaged'],
  ['a ZIP with a password', () => Buffer.from(zip({ 'a.txt': dump }).with(6, 1)), 'a ZIP archive with a password'],
  [
    'five layers',
    () => [1, 2, 3, 4, 5].reduce<Uint8Array>((inner) => gzipSync(inner), Buffer.from(dump)),
    'packed more than 4 times',
  ],
  [
    'many files',
    () => zip(Object.fromEntries(Array.from({ length: 1_100 }, (_, i) => [`${i}.txt`, '']))),
    'more than 1000 files',
  ],
] as const) {
  test(`refused in one sentence: ${name}`, async () => {
    expect(await refusal(content())).toContain(says);
  });
}

test('an archive that unpacks to too much is refused', { tag: '@slow' }, async () => {
  test.setTimeout(180_000);
  const blanks = (mib: number) => new Uint8Array(mib * 1024 ** 2).fill(0x20);
  const bomb = bigZipOf({ 'a.txt': blanks(220) });
  const content = blanks(140);
  const many = bigZipOf({ '1.txt': content, '2.txt': content, '3.txt': content, '4.txt': content });
  for (const [content, says] of [
    [bomb, 'unpacks to more than 200 MB'],
    [gzipSync(bomb), 'unpacks to more than 200 MB'],
    [many, 'unpacks to more than 512 MB'],
  ] as const) {
    expect(content.length).toBeLessThan(2 * 1024 ** 2);
    const before = process.cpuUsage();
    expect(await refusal(content)).toContain(says);
    // Of work, because other programs may hold the machine.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(20_000);
  }
});
