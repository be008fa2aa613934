import type { StandIns } from './stand-ins';
import { redactMid, redactRid } from './values';

/** Strings of the standard that a call may pass. */
const ENUMERATED = new Set([
  'audio',
  'video',
  'sendrecv',
  'sendonly',
  'recvonly',
  'inactive',
  'stopped',
  'offer',
  'answer',
  'pranswer',
  'rollback',
  'balanced',
  'maintain-framerate',
  'maintain-resolution',
  'maintain-framerate-and-resolution',
]);
/** What content/hook/describe.ts writes for arguments that are not text from the page. */
const OUR_FORMS =
  /^(?:null|undefined|true|false|function|sender|stream|offer|answer|pranswer|rollback|…|\d{1,6} items?)$/;
const MEMBER = /^(type|direction|rid|sendEncodings|encodings|streams|degradationPreference): (.*)$/s;

/**
 * Redacts a call's arguments as content/hook/describe.ts renders them. Only its own forms and words of
 * the standard stay. A string from the page may look like the end of an argument, so the text after it
 * is checked in the same way.
 */
export function redactArguments(text: string, names: StandIns): string {
  return text
    .split(', ')
    .map((part) => {
      const [, open = '', inner = '', close = ''] = /^(\{?)(.*?)(\}?)$/s.exec(part) ?? [];
      return `${open}${redactArgument(inner, names)}${close}`;
    })
    .join(', ')
    .replace(/removed(?:, removed)+/g, 'removed');
}

function redactArgument(text: string, names: StandIns): string {
  const [, member, value] = MEMBER.exec(text) ?? [];
  if (member !== undefined && value !== undefined) return `${member}: ${redactValue(value, names, member)}`;
  const mid = /^sender of mid (.*)$/s.exec(text)?.[1];
  if (mid !== undefined) return `sender of mid ${redactMid(mid, names)}`;
  return redactValue(text, names);
}

function redactValue(text: string, names: StandIns, member?: string): string {
  // In a dump, words have no quotation marks.
  if (text === '' || OUR_FORMS.test(text) || ENUMERATED.has(text)) return text;
  if (text === '{…}' || text === '{…') return text;
  const track = /^(?:audio|video) track\b/.exec(text)?.[0];
  if (track) return track;
  const [, mark, inside] = /^(['"])(.*)\1$/s.exec(text) ?? [];
  if (mark === undefined || inside === undefined) return 'removed';
  if (ENUMERATED.has(inside)) return text;
  return mark + (member === 'rid' ? redactRid(inside, names) : 'removed') + mark;
}
