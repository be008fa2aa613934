import { expect, test } from '@playwright/test';
import { seededRandom } from '../../core/fixtures/hostile/mutants';
import { FORBIDDEN, isForbidden, isOrder, ORDERS } from './hostile-text';
import { print, printable } from './terminal.mjs';

test('every control, bidi control and invisible character is written as its number', () => {
  const raw: string[] = [];
  for (const [from, to] of FORBIDDEN) {
    for (let code = from; code <= to; code++) {
      const text = `a${String.fromCodePoint(code)}b`;
      const shown = printable(text);
      if ([...shown].some(isForbidden) || JSON.parse(`"${shown}"`) !== text) raw.push(code.toString(16));
    }
  }
  expect(raw).toEqual([]);
  expect(printable('\u001b]0;owned\u0007')).toBe('\\u001b]0;owned\\u0007');
  expect(printable('half \ud800')).toBe('half \\ud800');
  expect(printable('Kamera 日本 é שלום 👍 “x”')).toBe('Kamera 日本 é שלום 👍 “x”');
});

test('what a CI system takes as an order is none, whatever blanks are before it', () => {
  for (const order of ORDERS) {
    for (const before of ['', '    ', '\u00a0', '\u2003 ']) {
      const shown = printable(before + order);
      expect(isOrder(before + order), order).toBe(true);
      expect(isOrder(shown), shown).toBe(false);
      expect(JSON.parse(`"${shown}"`)).toBe(before + order);
    }
  }
  expect(printable('  #1 a ##vso[task] b')).toBe('  #1 a \\u0023#vso[task] b');
  expect(printable('  #1 growing: 3 shares. ok')).toBe('  #1 growing: 3 shares. ok');
});

test('lines stay lines: no name makes one more', () => {
  let written = '';
  print({ write: (text: string) => (written += text) }, ['a\nb', 'c\r\u2028d', '']);
  expect(written).toBe('a\\u000ab\nc\\u000d\\u2028d\n\n');
});

test('JSON stays JSON that says the same: 5,000 random texts', () => {
  const random = seededRandom(3);
  const changed: string[][] = [];
  for (let i = 0; i < 5_000; i++) {
    const units = Array.from({ length: 12 }, () => Math.floor(random() * (random() < 0.5 ? 0x100 : 0x10000)));
    const value = { [String.fromCharCode(...units)]: String.fromCharCode(...units) };
    const lines = JSON.stringify(value, null, 2).split('\n').map(printable);
    if (JSON.stringify(JSON.parse(lines.join('\n'))) !== JSON.stringify(value)) changed.push(lines);
    if ([...lines.join('')].some(isForbidden)) changed.push(lines);
  }
  expect(changed).toEqual([]);
});
