import type { OwnError } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';
import { type Frame, framePlace, parseStack } from '../callsite/stack';
import { keepWords } from '../files/redact/text/words';
import { PATCH_NAMES } from '../patches/patches';

/** What helps to find a mistake of this tool: nothing in it tells of the page but counts. */
export interface Diagnostics {
  version: string | null;
  protocol: number;
  /** `Chromium 156.0.7651.0 on Linux 6.8`, or what else the browser says of itself. */
  browser: string;
  theme: string;
  /** In CSS px. */
  width: number;
  height: number;
  pixelRatio: number;
  /** Whether a page is inspected, or a file looked at. */
  shown: 'page' | 'file';
  access: string;
  samplingMs: number;
  paused: boolean;
  patch: Patch;
  documents: readonly DocumentCounts[];
  runs: number;
  readings: number;
  /** The panel's own. */
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
  /** Its hook's. */
  errors: readonly OwnError[];
}

const MAX_MESSAGE = 300;
/** Addresses with and without a scheme; of scripts, too: `app-4f2c81.js:214:9` names an app. */
const ADDRESSES = [
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]*/gi,
  /\b(?:blob|data|file|about|mailto|stuns?|turns?|javascript):[^\s'"<>]+/gi,
  /\b[\w.-]+\.\w+(?::\d+|\/)[^\s'"<>]*/g,
  /\b(?:localhost|\d{1,3}(?:\.\d{1,3}){3})\b[^\s'"<>]*/gi,
  /(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}/gi,
];
/** A quotation, to its end or the text's; the apostrophe in a word is none. */
const QUOTED =
  /(\b(?:execute|construct|on|property|reading|setting|type|interface) )?(?<!\w)["'`“‘](.*?)(?:["'`”’](?!\w)|$)/gs;
/** What browsers quote after these words, and our own checks at the beginning, is a name of ours or the platform's. */
const NAME = /^[\w$.[\]]{1,60}$/;

/**
 * A message of ours without what came from the page: addresses, whatever it quotes, and each word that is
 * not known.
 */
export function withoutPage(message: string): string {
  const names = message.replace(QUOTED, (whole, before: string | undefined, inside: string, at: number) =>
    (before !== undefined || at === 0) && NAME.test(inside) ? whole : `${before ?? ''}"…"`,
  );
  const plain = ADDRESSES.reduce((text, address) => text.replace(address, '(address)'), names);
  const line = keepWords(plain);
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}

/** The diagnostics as plain text, a line a matter. */
export function diagnosticsText(facts: Diagnostics): string {
  const { documents, errors, patch } = facts;
  const sum = (count: (of: DocumentCounts) => number) => documents.reduce((total, each) => total + count(each), 0);
  const elsewhere = documents.filter((each) => each.live && each.patch !== patch);
  return [
    `Transceiver Inspector ${facts.version ?? '(version unknown)'}, protocol ${facts.protocol}`,
    `Browser: ${facts.browser}`,
    `Panel: ${facts.shown}, ${facts.theme}, ${facts.width} x ${facts.height} px at ${facts.pixelRatio}`,
    `Access: ${facts.access}; sampling every ${facts.samplingMs} ms${facts.paused ? ', paused' : ''}`,
    `Patch: ${PATCH_NAMES[patch]}${elsewhere.length > 0 ? `; another in ${elsewhere.length} documents` : ''}`,
    `Documents: ${documents.length}, ${documents.filter(({ live }) => live).length} live`,
    `Connections: ${sum((d) => d.connections)}, ${sum((d) => d.openConnections)} open`,
    `Transceivers: ${sum((d) => d.transceivers)}, ${sum((d) => d.idle)} idle`,
    `Log: ${sum((d) => d.logEntries)} entries, ${sum((d) => d.droppedEntries)} dropped`,
    `Runs: ${facts.runs}; readings: ${facts.readings}`,
    ...errorLines([
      ...errors.map((error) => ({ error, whose: 'panel' })),
      ...documents.flatMap((each, i) =>
        each.errors.map((error) => ({ error, whose: `hook of document ${i + 1}${each.top ? ' (top)' : ''}` })),
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

/** An error that ended a view, as text for whoever mends it: its words, and the lines of our own code. */
export function crashText({ name, message, stack }: Error, version: string | null, browser: string): string {
  const lines = parseStack(stack ?? '').map((frame) => `    at ${framePlace(withoutFolder(frame))}`);
  return [`Transceiver Inspector ${version ?? ''}`.trim(), withoutPage(`${name}: ${message}`), ...lines, browser].join(
    '\n',
  );
}

/** A viewer on disk has its user's folders in its URL, and its file may be named after a customer. */
function withoutFolder(frame: Frame): Frame {
  return /^(?:chrome-extension|https?):/.test(frame.url) ? frame : { ...frame, url: 'viewer' };
}
