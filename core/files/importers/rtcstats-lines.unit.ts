import { expect, test } from '@playwright/test';
import { isRtcstatsDump, RtcstatsLines } from './rtcstats-lines';

const T = 1795627530210;

test('header, names and numbers, extra values, and times as differences', () => {
  const text = `RTCStatsDump\r\n{"fileFormat":3,"url":"/a"}\r\n["create",null,{},${T}.5]\r\n[39,"PC_0",null,956]\r\n["create","8-1",{},"https://a","b",0.5]\r\n`;
  const lines = new RtcstatsLines(text);
  expect(lines.header).toEqual({ fileFormat: 3, url: '/a' });
  expect([...lines]).toEqual([
    { number: 3, name: 'create', id: null, value: {}, extra: [], at: T + 0.5 },
    { number: 4, name: 39, id: 'PC_0', value: null, extra: [], at: T + 956.5 },
    { number: 5, name: 'create', id: '8-1', value: {}, extra: ['https://a', 'b'], at: T + 957 },
  ]);
  expect(lines.faults).toEqual([]);
  expect(isRtcstatsDump('rtcstatsdump\n{"file')).toBe(true);
});

test('lines without a header, with epoch times', () => {
  const lines = new RtcstatsLines(`["connectionInfo",null,{},${T}]\n["create","PC_0",{},${T + 20}]`);
  expect(lines.header).toEqual({});
  expect([...lines].map(({ number, at }) => [number, at])).toEqual([
    [1, T],
    [2, T + 20],
  ]);
});

test('without its first line, and with blank lines', () => {
  expect(isRtcstatsDump('{"fileformat":3}\n["create"')).toBe(true);
  const lines = new RtcstatsLines(`\n\n{"fileFormat":3}\n\n["a",null,0,${T}]\n\n`);
  expect(lines.header).toEqual({ fileFormat: 3 });
  expect([...lines]).toMatchObject([{ number: 5, name: 'a' }]);
  expect(lines.faults).toEqual([]);
});

test('damaged lines are skipped and counted; a last one without its end is cut off', () => {
  const lines = new RtcstatsLines(`RTCStatsDump\n{}\n["a",null,0,${T}]\n["b",nul\n{}\n[1]\n["c",null,0,5]\n["d",nu`);
  expect([...lines].map(({ name, at }) => [name, at])).toEqual([
    ['a', T],
    ['c', T + 5],
  ]);
  expect(lines).toMatchObject({ skipped: 3, firstSkipped: 4, cutOff: true, count: 2 });
  expect(lines.faults).toEqual([
    '3 lines are damaged and left out, the first is line 4: what is counted may be too low.',
    'The file ends in the middle of a line: it is cut off, and what came after that is missing.',
  ]);
});

test('a line that exceeds the limits is refused in one sentence', () => {
  const deep = `RTCStatsDump\n{}\n["a",null,${'['.repeat(2000)}${']'.repeat(2000)},${T}]`;
  expect(() => [...new RtcstatsLines(deep)]).toThrow(/line \(3\) that nests more than 16 deep/);
  const long = `RTCStatsDump\n{}\n["a",null,"${'x'.repeat(17 * 1024 * 1024)}",${T}]`;
  expect(() => [...new RtcstatsLines(long)]).toThrow(/a line of more than 16 MB \(line 3\)/);
});
