import type { StateEntry } from '../../protocol/log';
import type { Kind, LayerStats, StatsSample, TransceiverState } from '../../protocol/state';
import { prune } from '../lists/prune';
import type { PublishFacts, SettledFacts } from '../model/data';

/** The time within which a first frame is expected, in ms. The standard names no such time. */
export const FIRST_FRAME_MS = 5_000;
/** "About 5 s after": samples come once a second or less often. */
const SETTLED_MS = { min: 4_500, max: 8_000 };
/** A rate is computed over this span. */
const RATE_MS = { min: 900, max: 3_500 };
/** If the resolution of the first frame's time is worse than this, the time is left unknown. */
const MAX_RESOLUTION_MS = 2_500;
const MAX_PUBLISHES = 2_500;
const MAX_SENDERS = 10_000;
/** Samples kept of one publish until it has settled. */
const MAX_RECENT = 1_000;

interface Sample {
  at: number;
  /** Frames of all layers (audio: bytes), a running total; null if the stats have none. */
  progress: number | null;
  frames: number | null;
  bytes: number | null;
  layer: LayerStats | null;
}

/** A publish that is sending, or that has ended without a sample since. */
interface OpenPublish {
  facts: PublishFacts;
  /** Progress before the publish; null if there is no sample. */
  baseline: number | null;
  /** When the sender's previous publish ended. A sample from before that time misses its last frames. */
  idleFrom: number;
  /** Time of the newest sample without a frame of this publish. */
  lastWithoutFrame: number;
  recent: Sample[];
}

/**
 * Records the facts of one document's publishes from its log and samples, in the order in which they
 * arrive. The counters of a reused sender keep running, so a publish is measured from the last sample
 * of the idle time before it.
 */
export class PublishRecorder {
  private facts: PublishFacts[] = [];
  private readonly bySender = new Map<number, PublishFacts[]>();
  private readonly open = new Map<number, OpenPublish>();
  /** Not read until a publish begins, because most senders just keep sending. */
  private readonly last = new Map<number, Pick<TransceiverState, 'kind'> & { stats: StatsSample }>();

  get list(): PublishFacts[] {
    return this.facts;
  }

  set list(list: PublishFacts[]) {
    this.facts = list;
    this.bySender.clear();
    for (const publish of list) this.publishesOf(publish.transceiver).push(publish);
  }

  /** Adds a step of the log. A step that is replayed changes nothing. */
  step({ at, connection, transceiver, kind, source, why, phase }: StateEntry): void {
    if (transceiver === null || connection === null) return;
    if (why === 'published') this.begin({ at, connection, transceiver, kind, source });
    if (phase === 'sending' && why !== 'removed') return;
    const ended = this.bySender.get(transceiver)?.findLast((publish) => publish.at <= at);
    if (ended) ended.endedAt ??= at;
    // A removed or stopped sender gets no sample after its end.
    if (why === 'removed' || why === 'stopped') this.open.delete(transceiver);
    if (why === 'removed') this.last.delete(transceiver);
  }

  /** Adds the newest sample of a transceiver. @returns whether a fact changed */
  sample({ id, kind, stats }: TransceiverState): boolean {
    if (!stats || this.last.get(id)?.stats.at === stats.at) return false;
    this.last.set(id, { kind, stats });
    prune(this.last, MAX_SENDERS);
    const open = this.open.get(id);
    if (!open) return false;
    const sample = readSample(kind, stats);
    if (sample.at < open.facts.at) {
      if (sample.at >= open.idleFrom) open.baseline ??= sample.progress;
      return false;
    }
    const before = { ...open.facts };
    advance(open, sample);
    if (open.facts.endedAt !== null && sample.at >= open.facts.endedAt) this.open.delete(id);
    return !isSame(before, open.facts);
  }

  private begin(start: Pick<PublishFacts, 'at' | 'connection' | 'transceiver' | 'kind' | 'source'>): void {
    const publishesOfSender = this.publishesOf(start.transceiver);
    if (publishesOfSender.some((publish) => publish.at === start.at)) return;
    const facts: PublishFacts = { ...start, ...NO_FACTS_YET };
    insert(this.facts, facts);
    insert(publishesOfSender, facts);
    // A publish that is older than the last one comes from a late entry: its samples are over.
    if (publishesOfSender.at(-1) === facts) this.watch(facts, publishesOfSender.at(-2));
    if (this.facts.length > MAX_PUBLISHES) this.list = this.facts.slice(-MAX_PUBLISHES * 0.9);
  }

  private watch(facts: PublishFacts, before: PublishFacts | undefined): void {
    const lastSample = this.last.get(facts.transceiver);
    const lastReading = lastSample && readSample(lastSample.kind, lastSample.stats);
    const idleFrom = before ? (before.endedAt ?? before.at) : 0;
    const idleProgress =
      lastReading && lastReading.at >= idleFrom && lastReading.at <= facts.at ? lastReading.progress : null;
    const baseline = before ? idleProgress : 0;
    this.open.set(facts.transceiver, { facts, baseline, idleFrom, lastWithoutFrame: facts.at, recent: [] });
    prune(this.open, MAX_SENDERS);
  }

  private publishesOf(transceiver: number): PublishFacts[] {
    let publishes = this.bySender.get(transceiver);
    if (!publishes) {
      publishes = [];
      this.bySender.set(transceiver, publishes);
    }
    return publishes;
  }
}

const NO_FACTS_YET = {
  endedAt: null,
  sent: null,
  firstFrameMs: null,
  firstFrameWithin: null,
  noFrame: null,
  width: null,
  height: null,
  codec: null,
  settled: null,
};

/** `settled` is made once, and not changed. */
function isSame(a: PublishFacts, b: PublishFacts): boolean {
  for (const key in a) if (a[key as keyof PublishFacts] !== b[key as keyof PublishFacts]) return false;
  return true;
}

function insert(list: PublishFacts[], facts: PublishFacts): void {
  list.splice(list.findLastIndex((publish) => publish.at <= facts.at) + 1, 0, facts);
}

function readSample(kind: Kind, { at, layers }: StatsSample): Sample {
  let largest: LayerStats | null = null;
  for (const layer of layers) if (!largest || areaOf(layer) > areaOf(largest)) largest = layer;
  const bytes = sumOf(layers, 'bytesSent');
  return {
    at,
    progress: kind === 'video' ? sumOf(layers, 'framesEncoded') : bytes,
    frames: largest?.framesEncoded ?? null,
    bytes,
    layer: largest,
  };
}

const areaOf = ({ width, height }: LayerStats) => (width ?? 0) * (height ?? 0);

/** Null where no layer tells. */
function sumOf(layers: readonly LayerStats[], key: 'bytesSent' | 'framesEncoded'): number | null {
  let sum: number | null = null;
  for (const { [key]: value } of layers) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

function advance(open: OpenPublish, sample: Sample): void {
  const { facts } = open;
  const { at, progress } = sample;
  const since = at - facts.at;
  const isSending = facts.endedAt === null || at <= facts.endedAt;
  // Without a sample from before, this one is the baseline, and only a later rise proves a frame.
  if (open.baseline === null && progress !== null) {
    open.baseline = progress;
    open.lastWithoutFrame = at;
  } else if (progress !== null && facts.sent === null) updateFirstFrame(open, progress > open.baseline!, at, isSending);
  if (!isSending) return;
  if (sample.layer) {
    facts.width = sample.layer.width;
    facts.height = sample.layer.height;
    facts.codec = sample.layer.codec;
  }
  if (facts.settled || since > SETTLED_MS.max) return;
  open.recent.push(sample);
  if (open.recent.length > MAX_RECENT) open.recent.shift();
  if (since < SETTLED_MS.min) return;
  facts.settled = settle(open.recent, facts.at);
  open.recent = [];
}

function updateFirstFrame(open: OpenPublish, hasFrame: boolean, at: number, isSending: boolean): void {
  const { facts } = open;
  const since = at - facts.at;
  if (!hasFrame) {
    if (isSending) open.lastWithoutFrame = at;
    if (since >= FIRST_FRAME_MS && isSending) facts.noFrame = true;
    if (!isSending) facts.sent = false;
    return;
  }
  facts.sent = true;
  const within = at - open.lastWithoutFrame;
  if (within <= MAX_RESOLUTION_MS && isSending) {
    facts.firstFrameMs = since;
    facts.firstFrameWithin = within;
  }
  if (isSending && since <= FIRST_FRAME_MS) facts.noFrame = false;
}

function settle(recent: readonly Sample[], from: number): SettledFacts {
  const now = recent.at(-1)!;
  const { at, layer } = now;
  const first = recent.find((sample) => at - sample.at <= RATE_MS.max && at - sample.at >= RATE_MS.min);
  const ratePerMs = (key: 'frames' | 'bytes') => {
    const [start, end] = [first?.[key] ?? null, now[key]];
    return first && start !== null && end !== null && end >= start ? (end - start) / (at - first.at) : null;
  };
  const frames = ratePerMs('frames');
  const bytes = ratePerMs('bytes');
  return {
    afterMs: at - from,
    width: layer?.width ?? null,
    height: layer?.height ?? null,
    fps: frames === null ? null : frames * 1000,
    kbps: bytes === null ? null : bytes * 8,
  };
}
