import type * as v from 'valibot';
import { faultOf, placeOf, shown } from './issues';
import { LIMITS } from './limits';
import type { FromDocument } from './messages';
import { fromDocument } from './schema/messages';
import { parseBounded } from './schema/parts';
import { PROTOCOL_VERSION } from './version';

/**
 * Everything that reaches a panel comes from a page and is untrusted. Its shape, size and numbers are
 * validated here, once, and the rest of the panel relies on that.
 */

export type Parsed = { ok: true; value: FromDocument } | { ok: false; error: string };

/**
 * Validates one message from a document. Unknown keys are dropped, so that a newer document may send
 * more. The error is one sentence with the path of the first issue.
 */
export function parseFromDocument(input: unknown): Parsed {
  try {
    const result = parseBounded(fromDocument, input, LIMITS.totalText);
    if (result.success) return { ok: true, value: result.output };
    return { ok: false, error: sentence(input, result.issues[0]) };
  } catch (error) {
    // A getter or proxy that throws can't come through a port, but may come from a test or a file.
    return { ok: false, error: `The message could not be read: ${String(error).slice(0, 200)}.` };
  }
}

function sentence(input: unknown, issue: v.BaseIssue<unknown>): string {
  const path = placeOf(issue);
  if (!path) return `The message is ${shown(input)}, not an update.`;
  if (path === 'type') return `"type" is ${shown(issue.input)}, which is no message this panel knows.`;
  if (path === 'v') {
    return `The page's side speaks protocol version ${shown(issue.input)}, this panel ${PROTOCOL_VERSION}: reload the page.`;
  }
  return `"${path}" ${faultOf(issue)}.`;
}
