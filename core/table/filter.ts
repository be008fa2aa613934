import { wordsOf } from '../callsite/stack';
import { codecOf, type Row } from './rows';

export type RowTest = (row: Row) => boolean;

/** The keys of the filter; shown as its help. */
export const FILTER_HELP =
  'kind:video  direction:inactive  current:sendonly  is:idle|sending|new|stopped|released|reused|downscaled  source:screen  codec:vp8  mid:3  text; a leading - excludes';

/**
 * Parses a filter as in Chrome's Network panel: words separated by spaces, all of which must match;
 * `key:value`, or text anywhere in the row; a leading `-` negates a word.
 */
export function parseFilter(text: string): RowTest {
  const tests = parts(text).map(testOf);
  return (row) => tests.every((test) => test(row));
}

interface Part {
  word: string;
  exclude: boolean;
}

/** Splits the filter for lists that are not made of rows: its plain words, and a test for its keys. */
export function splitFilter(text: string): { words: Part[]; hasKeys: boolean; test: RowTest } {
  const all = parts(text);
  const tests = all.filter(({ word }) => KEY.test(word)).map(testOf);
  return {
    words: all.filter(({ word }) => !KEY.test(word)),
    hasKeys: tests.length > 0,
    test: (row) => tests.every((test) => test(row)),
  };
}

const KEY = /^(kind|direction|current|source|codec|mid|is):(.+)$/;

function parts(text: string): Part[] {
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-')
    .map((word) => (word.startsWith('-') ? { word: word.slice(1), exclude: true } : { word, exclude: false }));
}

function testOf({ word, exclude }: Part): RowTest {
  const test = parseWord(word);
  return exclude ? (row) => !test(row) : test;
}

function parseWord(word: string): RowTest {
  const [, key, value] = KEY.exec(word) ?? [];
  if (value === undefined) return (row) => textOf(row).includes(word.replace(/:$/, ''));
  switch (key) {
    case 'kind':
      return ({ transceiver }) => transceiver.kind.startsWith(value);
    case 'direction':
      return ({ transceiver }) => transceiver.direction === value;
    case 'current':
      return ({ transceiver }) => (transceiver.currentDirection ?? 'null') === value;
    case 'source':
      return ({ transceiver }) => (transceiver.track?.source.type ?? 'none') === value;
    case 'codec':
      return ({ transceiver }) => codecOf(transceiver)?.toLowerCase() === value;
    case 'mid':
      return ({ transceiver }) => transceiver.mid?.toLowerCase() === value;
    default:
      return (row) => is(row, value);
  }
}

function is({ transceiver, gone }: Row, what: string): boolean {
  if (what === 'released') return transceiver.released;
  if (what === 'reused') return transceiver.reused > 0;
  if (what === 'downscaled') return transceiver.downscaled !== null;
  if (what === 'gone' || what === 'closed') return gone;
  return transceiver.phase === what;
}

const texts = new WeakMap<Row, string>();

function textOf(row: Row): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { transceiver: t, place, connection } = row;
    const sent = t.track ? [t.track.id, t.track.label, t.track.source.type] : [];
    const made = place ? [wordsOf(place)] : [];
    const parts = [t.mid, t.kind, t.direction, t.currentDirection, t.phase, codecOf(t), connection, t.madeBy];
    text = [...parts, ...sent, ...made, ...t.streams].join(' ').toLowerCase();
    texts.set(row, text);
  }
  return text;
}
