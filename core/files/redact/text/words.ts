import { originOf } from './url';
import { VOCABULARY } from './vocabulary';

/** Replaces words outside the vocabulary. */
export const GAP = '…';
const BEFORE = /^[“‘"'(<[]{1,3}/;
const AFTER = /[.,:;!?)>\]”’"'(…]{1,4}$/;
const SIGN = /^(?:[-–—≈→/=+×]|<=|>=)$/;
/** A longer number may be a phone number or a code. */
const NUMBER = /^[#≈+-]?\d{1,3}(?:[.,]\d{1,3})?(?:%|s|ms|px|×|mb|kb|gb)?$/i;
const SIZE = /^\d{1,5}[×x]\d{1,5}$/;

/**
 * Replaces each word of free text that is not in the vocabulary by a gap. Of a URL the origin stays.
 */
export function keepWords(text: string): string {
  const words: string[] = [];
  let numbers = 0;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const number = NUMBER.test(withoutPunctuation(word));
    numbers = number ? numbers + 1 : 0;
    // Consecutive numbers may be one number that is written in groups.
    if (numbers > 1 && words.at(-1) !== GAP) words.pop();
    words.push(numbers > 1 ? GAP : keepWord(word));
  }
  return words.filter((word, i) => word !== GAP || words[i - 1] !== GAP).join(' ');
}

function withoutPunctuation(word: string): string {
  return word.replace(BEFORE, '').replace(AFTER, '');
}

function keepWord(word: string): string {
  const inner = withoutPunctuation(word);
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
