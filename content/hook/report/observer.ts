import { LOG_PAGE } from '../../../protocol/limits';
import type { LogEntry } from '../../../protocol/log';
import { type HookUpdate, PROTOCOL_VERSION } from '../../../protocol/messages';
import { guarded, takeErrors } from '../base/guard';
import { add, each, same } from '../base/lists';
import { clearTimer, now, SafeWeakMap, setOwn, setTimer } from '../base/natives';
import { isWatched } from '../link';
import { entriesFrom, onEntry } from '../log';
import { captureTallies, liveCaptures } from '../media/captures';
import { patchInForce } from '../patches/door';
import { connections, type TransceiverRecord } from '../records';
import { stacks } from '../stacks';
import { syncConnection } from '../sync';
import { awaitFrame, forgetFrames, LOOK_MS, lookForFrames } from './first-frames';
import { connectionSnapshot, transceiverSnapshot } from './snapshot';
import { sampleStats } from './stats';

/** After a call of the page: long enough to gather a burst, short enough to look live, in ms. */
const BURST_MS = 30;

let post: (update: HookUpdate) => void = () => {};
let observed: { intervalMs: number; paused: boolean } | null = null;
let seq = 0;
let sentEntries = 0;
let sentStacks = 0;
/** What was last sent of each record, and the samples that were: held no longer than those are. */
let sent = new SafeWeakMap<object, unknown>();
let flushTimer = 0;
let tickTimer = 0;
let lookTimer = 0;
/** Which chain of ticks is the present one: an older one, still waiting for its stats, ends. */
let chain = 0;
/** Whether changed() found a change since the present update was begun. */
let anyChange = false;

/** Sets where updates go. Nothing runs before `observe`. */
export function reportTo(to: (update: HookUpdate) => void): void {
  post = to;
}

/** A panel attached, or changed its rate: the whole state at once, with one sample of stats, then changes. */
export function observe(intervalMs: number, paused: boolean): void {
  const first = observed === null;
  observed = { intervalMs, paused };
  onEntry(handleEntry);
  clearTimer(tickTimer);
  if (first) resync();
  tick(++chain);
}

/** The last panel left: silence. A flush or a look that waits, at most LOOK_MS, finds nothing to do. */
export function stopObserving(): void {
  observed = null;
  chain++;
  onEntry(() => {});
  clearTimer(tickTimer);
  forgetFrames();
}

/** The panel missed an update: everything again. */
export function resync(): void {
  sent = new SafeWeakMap();
  sentEntries = 0;
  sentStacks = 0;
  flush(true);
}

function soon(): void {
  if (!flushTimer) flushTimer = setTimer(() => guarded('flush', () => flush(false)), BURST_MS) as unknown as number;
}

function handleEntry(entry: LogEntry, transceiver: TransceiverRecord | null): void {
  soon();
  if (!observed?.paused && awaitFrame(entry, transceiver)) lookSoon(0);
}

function lookSoon(ms: number): void {
  if (!lookTimer) lookTimer = setTimer(() => void look(), ms) as unknown as number;
}

/** Samples between two ticks, so that the first frame of a publish is timed better than to the second. */
async function look(): Promise<void> {
  const again = await lookForFrames();
  lookTimer = 0;
  if (!observed || observed.paused) return forgetFrames();
  guarded('flush', () => flush(false));
  if (again) lookSoon(LOOK_MS);
}

async function tick(mine: number): Promise<void> {
  if (!observed?.paused || seq <= 1) {
    const samples: Promise<void>[] = [];
    connections.forEach((record) => {
      add(samples, sampleStats(record));
    });
    for (let i = 0; i < samples.length; i++) await samples[i];
  }
  // Where the bridge is gone without a word nobody else would end this.
  if (!observed || mine !== chain || !isWatched()) return;
  guarded('flush', () => flush(false));
  tickTimer = setTimer(() => tick(mine), observed.intervalMs) as unknown as number;
}

/** Sends what changed since the last update; nothing when nothing did. */
function flush(full: boolean): void {
  flushTimer = 0;
  if (!observed) return;
  const startedAt = now();
  anyChange = false;
  const update: HookUpdate = {
    type: 'update',
    v: PROTOCOL_VERSION,
    seq,
    full,
    at: startedAt,
    patch: patchInForce(),
    connections: [],
    transceivers: [],
    samples: [],
    log: [],
    stacks: [],
    errors: [],
  };
  connections.forEach((record) => {
    guarded('sync', () => syncConnection(record));
    const state = guarded('snapshot', () => connectionSnapshot(record));
    if (state && changed(record, state)) add(update.connections, state);
    each(record.transceivers, (one) => {
      const { stats } = one;
      const sampled = stats && changed(stats, true);
      const snapshot = guarded('snapshot', () => transceiverSnapshot(one));
      if (snapshot && changed(one, snapshot)) add(update.transceivers, { ...snapshot, stats });
      else if (sampled) add(update.samples, [one.id, stats]);
    });
  });
  update.log = entriesFrom(sentEntries, LOG_PAGE);
  for (; sentStacks < stacks.length; sentStacks++) {
    add(update.stacks, [sentStacks, stacks[sentStacks]!]);
  }
  guarded('captures', () => {
    const tallies = captureTallies();
    if (changed(captureTallies, tallies)) setOwn(update, 'captureTallies', tallies);
    const live = liveCaptures(startedAt);
    if (changed(liveCaptures, live)) setOwn(update, 'captures', live);
  });
  update.errors = takeErrors(full);
  const last = update.log[update.log.length - 1];
  if (last) sentEntries = last.n + 1;
  if (!full && !anyChange && !last && update.errors.length === 0) return;
  seq++;
  post(update);
  if (update.log.length === LOG_PAGE) soon();
}

function changed(of: object, state: unknown): boolean {
  if (same(sent.get(of), state)) return false;
  sent.set(of, state);
  anyChange = true;
  return true;
}
