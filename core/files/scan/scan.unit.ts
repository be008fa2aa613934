import { expect, test } from '@playwright/test';
import { recordingOf } from '../../fixtures/recordings';
import { oneCamera, twenty } from '../../fixtures/scenes';
import { FILE_BOUNDS } from '../format/schema';
import { fixtureDump } from '../importers/webrtc-internals/fixtures/dump';
import { type JsonBounds, OutOfBounds } from './bounds';
import { JsonScan, scanJson } from './scan';

const BOUNDS: JsonBounds = { depth: 4, text: 100, list: 5, object: 5, memory: 10_000, columns: 1_000 };

function scanResult(json: string, bounds: Partial<JsonBounds> = {}): string {
  try {
    scanJson(json, { ...BOUNDS, ...bounds });
  } catch (error) {
    expect(error).toBeInstanceOf(OutOfBounds);
    return (error as Error).message;
  }
  return 'within';
}

for (const [name, json, says] of [
  ['nesting', '{"a":[{"b":[{}]}]}', 'nests more than 4 deep at "a[0].b[0]" (byte 13)'],
  ['brackets in a text are none', `{"a":"${'[{'.repeat(40)}"}`, 'within'],
  ['a quote after a backslash ends no text', `{"a":"\\"${'['.repeat(40)}\\\\"}`, 'within'],
  ['a backslash before the end does not hide it', '{"a":"\\\\","b":[[[[', 'nests more than 4 deep'],
  ['a list', '{"a":[1,2,3,4,5,6]}', 'has a list of more than 5 values at "a[5]" (byte 16)'],
  ['a list that is just full', '{"a":[1,2,3,4,5]}', 'within'],
  ['one key again and again', '{"a":1,"a":1,"a":1,"a":1,"a":1,"a":1}', 'has an object of more than 5 members'],
  ['a text', `{"a":["", "${'x'.repeat(101)}`, 'has a text of more than 100 bytes at "a[1]"'],
  ['a key', `{"${'x'.repeat(101)}":1}`, 'has a text of more than 100 bytes'],
  ['no JSON', ']]}}:,,:"', 'within'],
  ['nothing', '', 'within'],
] as const) {
  test(`a text is counted before it is parsed: ${name}`, () => {
    expect(scanResult(json)).toContain(says);
  });
}

test('memory, by kind: texts by their width, what comes again once, numbers in series apart', () => {
  const inList = (item: string, times: number) => `[${`${item},`.repeat(times)}0]`;
  const wide = { list: 100_000, text: 10_000 };
  expect(scanResult(inList('{}', 200), wide)).toContain('would take more than 10000 bytes of memory at "[');
  expect(scanResult(inList('1', 1_000), wide)).toBe('within');
  expect(scanResult(inList('1.5', 1_000), wide)).toContain('memory');
  expect(scanResult(inList('"ab"', 1_000), wide)).toBe('within');
  expect(scanResult(`["${'x'.repeat(6_000)}"]`, wide)).toBe('within');
  expect(scanResult(`["${'日'.repeat(2_000)}"]`, wide)).toContain('memory');
  expect(scanResult(`["${'\\u65e5'.repeat(1_000)}"]`, wide)).toContain('memory');
  expect(scanResult(`["${'\\u003c'.repeat(1_000)}"]`, wide)).toBe('within');
  const series = (key: string, numbers: number) => `{"documents":[{"${key}":[{"at":${inList('1', numbers)}}]}]}`;
  const deep = { ...wide, depth: 9 };
  expect(scanResult(series('series', 200), deep)).toContain(
    'of memory for its statistics at "documents[0].series[0].at[',
  );
  expect(scanResult(series('others', 200), deep)).toBe('within');
});

test('pieces of any size come to the same', () => {
  const json = JSON.stringify({ text: 'é "quoted" \\ 日本', list: [1, -2.5e3, true, null], a: { b: [[]] } });
  const bytes = new TextEncoder().encode(json);
  const state = (size: number) => {
    const scan = new JsonScan(FILE_BOUNDS);
    for (let at = 0; at < bytes.length; at += size) scan.feed(bytes.subarray(at, at + size));
    const { memory, depth, members, keys } = scan as unknown as Record<string, unknown>;
    return { memory, depth, members, keys };
  };
  for (const size of [1, 2, 3, 7, 20]) expect(state(size)).toEqual(state(bytes.length));
});

test('JSON inside of texts is counted where it will be parsed, however it is written', () => {
  const inner: JsonBounds = { depth: 2, text: 50, list: 3, object: 3, memory: 5_000, columns: 0 };
  const within = { within: { members: ['dump'], bounds: inner }, text: 1_000 };
  const quoted = (text: string) => JSON.stringify(text);
  expect(scanResult(`{"dump":${quoted('[[[0]]]')}}`, within)).toBe(
    'holds a text whose JSON nests more than 2 deep at "[0][0][0]" (byte 3), at "dump" (byte 17)',
  );
  expect(scanResult(`{"dump":${quoted('{"a":"x","b":["\\"","[[["]}')}}`, within)).toBe('within');
  expect(scanResult(`{"dump":"\\u005b\\u005b\\u007b"}`, within)).toBe('within');
  expect(scanResult(`{"dump":"[\\u005b\\u007B"}`, within)).toContain('nests more than 2 deep');
  expect(scanResult(`{"dump":${quoted(`{"a":"${'x'.repeat(51)}"}`)}}`, within)).toContain(
    'a text of more than 50 bytes',
  );
  expect(scanResult(`{"dump":${quoted('[1,2,\n3,4]')}}`, within)).toContain('a list of more than 3 values');
  // As in a recording: a text is a text.
  expect(scanResult(`{"log":${quoted('[[[[[[')}}`, within)).toBe('within');
  expect(scanResult(`{"dump":${quoted('see [[[[')}}`, within)).toBe('within');
});

test('good files are far within', () => {
  const tenth: JsonBounds = { ...FILE_BOUNDS, memory: FILE_BOUNDS.memory / 10, columns: FILE_BOUNDS.columns / 10 };
  const recordings = [oneCamera(1), twenty(1)].map((page) => JSON.stringify(recordingOf(page)));
  for (const json of [...recordings, fixtureDump('growing'), fixtureDump('replaced')]) {
    expect(() => scanJson(json, { ...tenth, depth: 16 })).not.toThrow();
  }
});
