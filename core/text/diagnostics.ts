import type { OwnError } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';
import { type Frame, framePlace, parseStack } from '../callsite/stack';
import { keepWords } from '../files/redact/text/words';
import { PATCH_NAMES } from '../patches/patches';

/** Data for a bug report about this tool. It holds nothing about the page except counts. */
export interface Diagnostics {
  version: string | null;
  protocol: number;
  /** `Chromium 156.0.7651.0 on Linux 6.8`, or another name that the browser gives. */
  browser: string;
  theme: string;
  /** In CSS px. */
  width: number;
  height: number;
  pixelRatio: number;
  /** Whether the panel shows a live page or a file. */
  shown: 'page' | 'file';
  access: string;
  samplingMs: number;
  paused: boolean;
  patch: Patch;
  documents: readonly DocumentCounts[];
  runs: number;
  readings: number;
  /** The panel's own errors. */
  errors: readonly OwnError[];
}

export interface DocumentCounts {
  top: boolean;
  live: boolean;
  patch: Patch;
  connections: number;
  openConnections: number;
  transceivers: number;
  idle: number;
  logEntries: number;
  droppedEntries: number;
  /** Errors of its hook. */
  errors: readonly OwnError[];
}

const MAX_MESSAGE = 300;
/** Addresses with and without a scheme, including scripts: `app-4f2c81.js:214:9` identifies an app. */
const ADDRESSES = [
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]*/gi,
  /\b(?:blob|data|file|about|mailto|stuns?|turns?|javascript):[^\s'"<>]+/gi,
  /\b[\w.-]+\.\w+(?::\d+|\/)[^\s'"<>]*/g,
  /\b(?:localhost|\d{1,3}(?:\.\d{1,3}){3})\b[^\s'"<>]*/gi,
  /(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}/gi,
];
/** A quotation, up to its end or the end of the text. An apostrophe within a word does not begin one. */
const QUOTED =
  /(\b(?:execute|construct|on|property|reading|setting|type|interface) )?(?<!\w)["'`“‘](.*?)(?:["'`”’](?!\w)|$)/gs;
/** A quotation of this form is a name of ours or of the platform if it comes after one of these words or begins the message. */
const NAME = /^[\w$.[\]]{1,60}$/;

/**
 * One of our messages without anything that came from the page: without addresses, quotations, and
 * words that are not in the vocabulary.
 */
export function withoutPage(message: string): string {
  const withoutQuotes = message.replace(QUOTED, (whole, before: string | undefined, inside: string, at: number) =>
    (before !== undefined || at === 0) && NAME.test(inside) ? whole : `${before ?? ''}"…"`,
  );
  const plain = ADDRESSES.reduce((text, address) => text.replace(address, '(address)'), withoutQuotes);
  const line = keepWords(plain);
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}

/** The diagnostics as plain text, one line per topic. */
export function diagnosticsText(facts: Diagnostics): string {
  const { documents, errors, patch } = facts;
  const sum = (count: (document: DocumentCounts) => number) =>
    documents.reduce((total, each) => total + count(each), 0);
  const otherPatch = documents.filter((document) => document.live && document.patch !== patch);
  return [
    `Transceiver Inspector ${facts.version ?? '(version unknown)'}, protocol ${facts.protocol}`,
    `Browser: ${facts.browser}`,
    `Panel: ${facts.shown}, ${facts.theme}, ${facts.width} x ${facts.height} px at ${facts.pixelRatio}`,
    `Access: ${facts.access}; sampling every ${facts.samplingMs} ms${facts.paused ? ', paused' : ''}`,
    `Patch: ${PATCH_NAMES[patch]}${otherPatch.length > 0 ? `; another in ${otherPatch.length} documents` : ''}`,
    `Documents: ${documents.length}, ${documents.filter(({ live }) => live).length} live`,
    `Connections: ${sum((d) => d.connections)}, ${sum((d) => d.openConnections)} open`,
    `Transceivers: ${sum((d) => d.transceivers)}, ${sum((d) => d.idle)} idle`,
    `Log: ${sum((d) => d.logEntries)} entries, ${sum((d) => d.droppedEntries)} dropped`,
    `Runs: ${facts.runs}; readings: ${facts.readings}`,
    ...errorLines([
      ...errors.map((error) => ({ error, whose: 'panel' })),
      ...documents.flatMap((document, i) =>
        document.errors.map((error) => ({ error, whose: `hook of document ${i + 1}${document.top ? ' (top)' : ''}` })),
      ),
    ]),
  ].join('\n');
}

function errorLines(all: readonly { error: OwnError; whose: string }[]): string[] {
  if (all.length === 0) return ['Own errors: none'];
  return [
    `Own errors: ${all.reduce((total, { error }) => total + error.count, 0)}`,
    ...all.map(
      ({ error: { where, message, count }, whose }) =>
        `- ${whose}, ${withoutPage(where)}: ${withoutPage(message)} (${count}×)`,
    ),
  ];
}

/** The error that crashed a view, as text for a bug report: its message, and the lines of our own code. */
export function crashText({ name, message, stack }: Error, version: string | null, browser: string): string {
  const lines = parseStack(stack ?? '').map((frame) => `    at ${framePlace(withoutFolder(frame))}`);
  return [`Transceiver Inspector ${version ?? ''}`.trim(), withoutPage(`${name}: ${message}`), ...lines, browser].join(
    '\n',
  );
}

/** The URL of a viewer on disk holds the user's folders, and the file may be named after a customer. */
function withoutFolder(frame: Frame): Frame {
  return /^(?:chrome-extension|https?):/.test(frame.url) ? frame : { ...frame, url: 'viewer' };
}
