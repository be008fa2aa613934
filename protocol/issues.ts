import * as v from 'valibot';

/** The place of an issue in the input: `transceivers[3].kind`; empty for the whole input. */
export function placeOf(issue: v.BaseIssue<unknown>): string {
  return v.getDotPath(issue)?.replace(/\.(\d+)(?=\.|$)/g, '[$1]') ?? '';
}

/** What is wrong there: `must be a number, but is "x"`. */
export function faultOf(issue: v.BaseIssue<unknown>): string {
  const what = issue.message.startsWith('must') ? issue.message : `must be ${issue.expected ?? 'something else'}`;
  return `${what}, but is ${shown(issue.input)}`;
}

/** A value, short enough for a sentence. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.length > 40 ? `text of ${value.length} characters` : JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value).slice(0, 40);
}
