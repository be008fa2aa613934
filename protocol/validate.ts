import type * as v from 'valibot';
import { faultOf, placeOf, shown } from './issues';
import { LIMITS } from './limits';
import type { FromDocument } from './messages';
import { REASON_CODES } from './reasons';
import { fromDocument } from './schema/messages';
import { fitsBounded, parseBounded } from './schema/parts';
import { PROTOCOL_VERSION } from './version';

/**
 * Everything that reaches a panel comes from a page and is untrusted. Its shape, size and numbers are
 * validated here, once, and the rest of the panel relies on that.
 */

export type Parsed = { ok: true; value: FromDocument } | { ok: false; error: string };

const isMessage = fitsBounded(fromDocument, LIMITS.totalText);

/**
 * Validates one message from a document. Unknown keys are dropped, so that a newer document may send
 * more. The error is one sentence with the path of the first issue.
 */
export function parseFromDocument(input: unknown): Parsed {
  try {
    const message: unknown = withReasonCodes(input);
    if (isMessage(message)) return { ok: true, value: message };
    const result = parseBounded(fromDocument, message, LIMITS.totalText);
    if (result.success) return { ok: true, value: result.output };
    return { ok: false, error: sentence(input, result.issues[0]) };
  } catch (error) {
    // A getter or proxy that throws can't come through a port, but may come from a test or a file.
    return { ok: false, error: `The message could not be read: ${String(error).slice(0, 200)}.` };
  }
}

/** The message, in which the hook as built says reasons of patches by their numbers. What is no such number stays. */
export function withReasonCodes<T>(input: T): T {
  const log = (input as { log?: unknown } | null | undefined)?.log;
  if (!Array.isArray(log)) return input;
  for (const entry of log) {
    if (entry?.type !== 'patch') continue;
    entry.reason = codeOf(entry.reason);
    if (!Array.isArray(entry.candidates)) continue;
    for (const each of entry.candidates) if (each?.reason) each.reason = codeOf(each.reason);
  }
  return input;
}

const codeOf = (reason: unknown) => (typeof reason === 'number' && REASON_CODES[reason]) || reason;

function sentence(input: unknown, issue: v.BaseIssue<unknown>): string {
  const path = placeOf(issue);
  if (!path) return `The message is ${shown(input)}, not an update.`;
  if (path === 'type') return `"type" is ${shown(issue.input)}, which is no message this panel knows.`;
  if (path === 'v') {
    return `The page's side speaks protocol version ${shown(issue.input)}, this panel ${PROTOCOL_VERSION}: reload the page.`;
  }
  return `"${path}" ${faultOf(issue)}.`;
}
