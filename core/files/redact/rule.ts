import { redactArguments } from './text/arguments';
import { redactStack } from './text/stack';
import type { StandIns } from './text/stand-ins';
import { redactUrl } from './text/url';
import {
  redactCodec,
  redactLabel,
  redactMid,
  redactMode,
  redactReason,
  redactRid,
  redactSize,
  redactUserAgent,
  redactVersion,
} from './text/values';
import { keepWords } from './text/words';

/** The kinds of removed data, as the file and the panel list them. */
export const WHAT = {
  urls: 'paths and parameters of URLs, IP addresses and names of local machines',
  stacks: 'names of functions and scripts in call stacks',
  labels: 'labels of tracks',
  ids: 'ids of tracks, streams, documents and runs',
  mids: 'mids and rids that are not the usual ones',
  args: 'strings in arguments of calls: labels of data channels, ids, credentials, addresses',
  text: 'words of free text: errors, notes, names of runs',
  browser: 'names of apps, devices and codecs that are not known',
} as const;
export type What = (typeof WHAT)[keyof typeof WHAT];
export const REDACTED: readonly What[] = Object.values(WHAT);

/** How one field that holds text is redacted. */
export interface Rule {
  what: What | null;
  apply(text: string, names: StandIns): string;
}

/** An enumerated value: the schema allows only a few words of the standard or of ours. */
export const enumerated: Rule = { what: null, apply: (text) => text };

const rule = (what: What, apply: Rule['apply']): Rule => ({ what, apply });

export const url = rule(WHAT.urls, redactUrl);
export const stack = rule(WHAT.stacks, redactStack);
export const label = rule(WHAT.labels, redactLabel);
export const id = rule(WHAT.ids, (text, names) => names.of('id', text));
export const documentId = rule(WHAT.ids, (text, names) => names.of('document', text));
export const runId = rule(WHAT.ids, (text, names) => names.of('run', text));
export const mid = rule(WHAT.mids, redactMid);
export const rid = rule(WHAT.mids, redactRid);
export const args = rule(WHAT.args, redactArguments);
/** Free text: words outside the vocabulary are removed. */
export const words = rule(WHAT.text, (text) => keepWords(text));
/** A name stays or is replaced as a whole, so that two runs can still be distinguished. */
export const name = rule(WHAT.text, (text, names) => (keepWords(text) === text ? text : names.of('name', text)));
export const size = rule(WHAT.text, redactSize);
export const reason = rule(WHAT.text, redactReason);
export const version = rule(WHAT.browser, redactVersion);
export const userAgent = rule(WHAT.browser, redactUserAgent);
export const codec = rule(WHAT.browser, redactCodec);
export const mode = rule(WHAT.browser, redactMode);
/** Name of an encoder or content type: words of the browser. */
export const implementation = rule(WHAT.browser, (text) => keepWords(text));
/** An entry in the list of an earlier redaction: only entries that this version knows may stay. */
export const removed = rule(WHAT.text, (text) => ((REDACTED as readonly string[]).includes(text) ? text : WHAT.text));
