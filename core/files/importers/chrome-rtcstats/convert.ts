import { BadFile, tooMuchSentence } from '../../fault';
import type { RecordingModel } from '../../format/recording-model';
import { isObject, numberOf, textOf } from '../../read/json';
import type { Capture } from '../../replay/types';
import type { RtcstatsLine, RtcstatsLines } from '../rtcstats-lines';
import { leftOutNotes, MAX_CONNECTIONS, MAX_EVENTS, MAX_TOTAL_EVENTS } from '../webrtc-internals/convert';
import { captureOf } from '../webrtc-internals/parse/captures';
import type { DumpEvent } from '../webrtc-internals/parse/shape';
import { dumpBudget } from '../webrtc-internals/parse/stats';
import { withPlace } from '../webrtc-internals/play';
import { prepare, type Source } from '../webrtc-internals/prepare';
import { recordingOf } from '../webrtc-internals/recording';
import { StatsCollector } from './stats';

const MAX_CAPTURES = 10_000;

/** One connection, while its lines are read. */
interface Draft {
  key: string;
  url: string | null;
  configuration: unknown;
  createdAt: number | null;
  updateLog: { at: number; event: DumpEvent }[];
  stats: StatsCollector;
}

/**
 * Converts Chrome's rtcstats dump: the events and readings of the webrtc-internals dump, line by line, with those
 * of connections that were closed. It goes the same way as that dump, so that both say the same of one call.
 * @throws {BadFile}
 */
export function* fromLines(lines: RtcstatsLines): Generator<void, RecordingModel, void> {
  const drafts = new Map<string, Draft>();
  const beyond = new Set<string>();
  const captures = new Map<string, Capture>();
  const budget = dumpBudget();
  let browser: Record<string, unknown> = {};
  let events = 0;
  let last: number | null = null;
  for (const line of lines) {
    const { name, id, value, at } = line;
    last = at;
    if (id === null) {
      if (name === 'create' && isObject(value)) browser = value;
      continue;
    }
    if (readCapture(line, captures) || !isConnection(id)) continue;
    let draft = drafts.get(id);
    if (!draft && drafts.size >= MAX_CONNECTIONS) {
      beyond.add(id);
      continue;
    }
    draft ??= {
      key: id,
      url: null,
      configuration: null,
      createdAt: null,
      updateLog: [],
      stats: new StatsCollector(budget),
    };
    drafts.set(id, draft);
    const { stats } = draft;
    if (name === 'getStats') withPlace(`line ${line.number}`, () => stats.add(value, at));
    else if (name === 'create') readCreation(draft, line);
    else {
      events += 1;
      if (events > MAX_TOTAL_EVENTS) throw new BadFile(tooMuchSentence(`has more than ${MAX_TOTAL_EVENTS} events`));
      // Renderers have clocks of their own, but one connection's events are in order.
      const time = Math.max(at, draft.updateLog.at(-1)?.at ?? at);
      if (typeof name === 'string') draft.updateLog.push({ at: time, event: { type: name, value } });
    }
    yield;
  }
  if (drafts.size === 0) throw nothing(lines);
  const sources: Source[] = [];
  for (const { key, url, configuration, createdAt, updateLog, stats } of drafts.values()) {
    const prepared = { key, url, configuration, createdAt, events: updateLog.slice(0, MAX_EVENTS), stats: stats.stats };
    sources.push(withPlace(`connection ${key}`, () => prepare(prepared, captures)));
    yield;
  }
  return yield* recordingOf(sources, {
    source: 'chrome-rtcstats',
    captures,
    environment: environmentOf(browser),
    savedAt: last,
    notes: [...lines.faults, ...leftOutNotes(drafts.size + beyond.size, [...drafts.values()])],
  });
}

function nothing({ count, faults }: RtcstatsLines): BadFile {
  if (count === 0) return new BadFile(['This rtcstats dump holds no line that can be read.', ...faults].join(' '));
  return new BadFile(
    'This rtcstats dump holds no peer connection: chrome://webrtc-internals has to be open before the call.',
  );
}

/** Number 0 of a renderer stands for its captures; `undefined-undefined` for what Chrome before 145 could not place. */
const isConnection = (id: string) => !/(^|-)(0|undefined|null)$/.test(id);

/** The configuration, and the page's URL. */
function readCreation(draft: Draft, { value, extra, at }: RtcstatsLine): void {
  draft.configuration = value;
  draft.createdAt ??= at;
  draft.url = extra.map((each) => textOf(each, 10_000)).find((text) => text?.includes(':')) ?? draft.url;
}

/** Reads what a capture gave: a list of `[kind, track, label, stream]`. @returns whether the line is of a capture */
function readCapture({ name, value }: RtcstatsLine, captures: Map<string, Capture>): boolean {
  if (typeof name !== 'string' || !name.startsWith('navigator.')) return false;
  if (!name.endsWith('OnSuccess') || !Array.isArray(value)) return true;
  for (const track of value.slice(0, 100)) {
    if (!Array.isArray(track) || captures.size >= MAX_CAPTURES) continue;
    const [kind, id, label] = track.map((each) => textOf(each));
    if ((kind === 'audio' || kind === 'video') && id) {
      captures.set(id, captureOf(kind, name.includes('getDisplayMedia'), label ?? ''));
    }
  }
  return true;
}

/** Chrome writes the parts of `navigator.userAgentData` instead of the user agent. */
function environmentOf(browser: Record<string, unknown>): RecordingModel['environment'] {
  const data = isObject(browser.userAgentData) ? browser.userAgentData : {};
  const amount = (value: unknown) => {
    const number = numberOf(value);
    return number !== null && number >= 0 ? number : null;
  };
  return {
    inspector: null,
    userAgent: textOf(browser.userAgent, 1000) ?? productOf(data.brands),
    platform: textOf(data.platform),
    deviceMemoryGiB: amount(browser.deviceMemory),
    cores: amount(browser.hardwareConcurrency),
  };
}

/** The brands, among which one is made up by Chrome: `Chromium/156 Edge/156`. */
function productOf(brands: unknown): string | null {
  if (!Array.isArray(brands)) return null;
  const products = brands.slice(0, 10).flatMap((each) => {
    const { brand, version } = isObject(each) ? each : {};
    const known = typeof brand === 'string' && /^(Chromium|Google Chrome|Microsoft Edge)$/.exec(brand)?.[0];
    return known && textOf(version) ? [`${PRODUCTS[known] ?? known}/${textOf(version, 20)}`] : [];
  });
  return products.length > 0
    ? products.toSorted((a, b) => RANKS.indexOf(a[0]!) - RANKS.indexOf(b[0]!)).join(' ')
    : null;
}

/** As user agents name them. */
const PRODUCTS: Readonly<Record<string, string>> = { 'Google Chrome': 'Chrome', 'Microsoft Edge': 'Edg' };
/** First letters, Edge first: every Edge is a Chromium, too. */
const RANKS = ['E', 'C'];
