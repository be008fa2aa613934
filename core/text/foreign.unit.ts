import { expect, test } from '@playwright/test';
import { isolated, marked, partsOf, visible } from './foreign';

test('what would turn our text around is seen', () => {
  expect(visible('a\u202eb\u2066c\u2069d\u200fe\u061cf\u0007g\tש')).toBe(
    'a⟨U+202E⟩b⟨U+2066⟩c⟨U+2069⟩d⟨U+200F⟩e⟨U+061C⟩f⟨U+0007⟩g\tש',
  );
});

test('in a string of ours: text as it is, isolated where its letters go the other way', () => {
  expect(isolated('app.example')).toBe('app.example');
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  // It ends no isolate but its own.
  expect(isolated('a\u2069\u202eb')).toBe('a⟨U+2069⟩⟨U+202E⟩b');
  expect(isolated('ש\u2069\u202eb')).toBe('\u2068ש⟨U+2069⟩⟨U+202E⟩b\u2069');
  // Once is enough.
  for (const text of ['שלום', `In ${isolated('שלום')}:`, 'a']) {
    expect(isolated(isolated(text))).toBe(isolated(text));
  }
});

test('marked text is found again, whatever is in it', () => {
  for (const name of ['a', 'a\u2069b', '\u2068', '\u2069 \u2068', 'ש']) {
    expect(partsOf(`In “${marked(name)}”, then`)).toEqual([
      { text: 'In “', foreign: false },
      { text: visible(name), foreign: true },
      { text: '”, then', foreign: false },
    ]);
  }
});
