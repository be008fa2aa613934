import { expect, test } from '@playwright/test';
import { marked } from '../text/foreign';
import { cell, inline } from './markdown';

/** What trackers make something of, outside of code. */
const LIVE = [
  '@org/team',
  '@alice',
  '#1',
  'org/repo#1',
  'GH-12',
  '!123',
  'group/project!123',
  '~label',
  '%milestone',
  '$12',
  '&7',
  'a@b.c',
  'https://evil.example/x',
  'HTTP://evil.example',
  'ftp://evil.example',
  'www.evil.example',
  'WWW.evil.example',
  ':smile:',
  '[^1]',
  '[a](b)',
  '![a](b)',
  '<b>',
  '<!--',
  '&lt;',
  '&#64;org',
  '*a*',
  '_a_',
  '**a**',
  '~~a~~',
  '\\@org',
  '$`x`$',
  '[x]',
  '{+a+}',
  '==a==',
  '0123456789abcdef0123456789abcdef01234567',
  'deadbee',
];

/** What of Markdown is outside of its code spans; fails where a span does not end. */
function outside(markdown: string): string {
  let rest = markdown;
  let left = '';
  for (;;) {
    const open = /`+/.exec(rest);
    if (!open) return left + rest;
    left += rest.slice(0, open.index);
    const after = rest.slice(open.index + open[0].length);
    const close = [...after.matchAll(/`+/g)].find(([run]) => run.length === open[0].length);
    expect(close, `a code span without an end: ${markdown}`).toBeDefined();
    rest = after.slice(close!.index + close![0].length);
  }
}

for (const text of LIVE) {
  test(`nothing comes of ${text}, named by a page or astray in a sentence`, () => {
    for (const around of ['', 'a ', '` ', '``', '`` ```']) {
      expect(outside(inline(`In “${marked(`${around}${text}${around}`)}”, then`))).toBe('In “”, then');
      expect(outside(cell(marked(`${around}${text}`)))).toBe('');
    }
    expect(outside(inline(`There is ${text} here`))).toBe('There is  here');
    expect(outside(inline(`${text}, ${text} and (${text})`))).not.toMatch(
      /[@#!~%$&<>[\]*_\\]|evil|smile|GH|deadbee|012/i,
    );
  });
}

test('lines, lists, headings and rules can’t begin', () => {
  for (const text of ['# a', '- a', '+ a', '* a', '1. a', '1) a', '> a', '---', '===', '| a |', '\ta', '```\na']) {
    for (const written of [inline(text), inline(marked(text)), inline(marked(`x\n${text}`))]) {
      expect(written).not.toContain('\n');
      expect(written).not.toMatch(/^(?:#|[-+*] |\d+[.)] |>|---|===|\||\s)/);
    }
  }
});

test('a bar ends no cell, and controls of direction are seen', () => {
  expect(cell(marked('a|b'))).toBe('`a\\|b`');
  expect(cell('a|b')).toBe('`a\\|b`');
  expect(inline(marked('a\u202eb\u2069c'))).toBe('`a⟨U+202E⟩b⟨U+2069⟩c`');
  expect(inline('a\u202e b')).toBe('`a⟨U+202E⟩` b');
});

test('our own sentences stay as they are', () => {
  for (const text of [
    'Growing: 12 screen shares made 12 transceivers, 11 idle, none removed. Idle encoders ≈ 88-120 MB (estimate).',
    'Each further screen share adds 1 transceiver and ≈ 8-12 MB of idle encoders (estimate).',
    'A patch imitates a fix in the browser and is no proof of an SDK’s own change: for that, compare builds unpatched.',
    '≤ 120 ms (2 unknown), samples 1,000 ms apart',
    '+1',
    '640×360, 1280×720',
    'Publish to first encoded frame, 95th percentile',
  ]) {
    expect(inline(text)).toBe(text);
  }
});

test('ticks and crosses stand as they are', () => {
  const line = 'Next share: +1 transceiver ✓, +40 MB ✗ (the last one: +80 MB) (✓: so did the last one)';
  expect(inline(line)).toBe(line);
});
