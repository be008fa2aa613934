import { originOf } from './url';
import { VOCABULARY } from './vocabulary';

/** In place of words that are not known. */
export const GAP = '…';
const BEFORE = /^[“‘"'(<[]{1,3}/;
const AFTER = /[.,:;!?)>\]”’"'(…]{1,4}$/;
const SIGN = /^(?:[-–—≈→/=+×]|<=|>=)$/;
/** Longer ones may be a telephone number or a code. */
const NUMBER = /^[#≈+-]?\d{1,3}(?:[.,]\d{1,3})?(?:%|s|ms|px|×|mb|kb|gb)?$/i;
const SIZE = /^\d{1,5}[×x]\d{1,5}$/;

/**
 * Free text with a gap for each word that is not in the vocabulary: nothing can look so that it stays.
 * Of a URL its origin stays.
 */
export function keepWords(text: string): string {
  const words: string[] = [];
  let numbers = 0;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const number = NUMBER.test(bare(word));
    numbers = number ? numbers + 1 : 0;
    // Several in a row may be one that is written in groups.
    if (numbers > 1 && words.at(-1) !== GAP) words.pop();
    words.push(numbers > 1 ? GAP : kept(word));
  }
  return words.filter((word, i) => word !== GAP || words[i - 1] !== GAP).join(' ');
}

function bare(word: string): string {
  return word.replace(BEFORE, '').replace(AFTER, '');
}

function kept(word: string): string {
  const inner = bare(word);
  if (inner === '' ? word.length <= 3 : isKnown(inner)) return word;
  const from = word.replace(BEFORE, '');
  return (/^[a-z][a-z0-9+.-]*:/i.test(from) ? originOf(from) : null) ?? GAP;
}

function isKnown(word: string): boolean {
  if (SIGN.test(word) || NUMBER.test(word) || SIZE.test(word)) return true;
  const names = word
    .toLowerCase()
    .replace(/['’]s$/, '')
    .replace(/\[\d{1,5}\]/g, '');
  // `RTCPeerConnection.prototype.close`, `transceivers[3].kind`, `replaceTrack(null`.
  return VOCABULARY.has(names) || names.split(/[.(]/).every((name) => VOCABULARY.has(name));
}
