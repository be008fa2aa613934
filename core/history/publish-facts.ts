import type { StateEntry } from '../../protocol/log';
import type { Kind, LayerStats, SourceType, StatsSample, TransceiverState } from '../../protocol/state';
import { prune } from '../lists/prune';

/** What one publish came to, as far as the samples tell. Plain data; null is unknown, never 0. */
export interface PublishFacts {
  /** The send start, epoch ms. */
  at: number;
  connection: number;
  transceiver: number;
  kind: Kind;
  source: SourceType | null;
  /** When it stopped sending; null while it sends. */
  endedAt: number | null;
  /** A frame of it was encoded (audio: bytes were sent). False: none until it ended. */
  sent: boolean | null;
  /** ms from the send start to the sample that first showed a frame (audio: bytes). */
  firstFrameMs: number | null;
  /** Resolution of firstFrameMs in ms: the frame may have come so much earlier. */
  firstFrameWithin: number | null;
  /** No frame was encoded within 5 s; null also where it ended before. */
  noFrame: boolean | null;
  /** As last sampled while it sent: of the largest layer, in pixels. */
  width: number | null;
  height: number | null;
  /** MIME type in lower case. */
  codec: string | null;
  /** About 5 s after the send start; null where it had ended by then, or nobody sampled. */
  settled: SettledFacts | null;
}

export interface SettledFacts {
  /** ms after the send start. */
  afterMs: number;
  width: number | null;
  height: number | null;
  /** Of the largest layer and of all layers, over the last 1 to 3.5 s. */
  fps: number | null;
  kbps: number | null;
}

/** The time within which a first frame is expected, in ms; the standard names none. */
export const FIRST_FRAME_MS = 5_000;
/** "About 5 s after": samples come once a second or less often. */
const SETTLED_MS = { least: 4_500, most: 8_000 };
/** A rate is taken over this long. */
const RATE_MS = { least: 900, most: 3_500 };
/** A first frame that is known no better than this has no time worth saying. */
const WORST_RESOLUTION_MS = 2_500;
const MAX_PUBLISHES = 2_500;
const MAX_SENDERS = 10_000;
/** Of one publish, until it has settled. */
const MAX_RECENT = 1_000;

interface Sample {
  at: number;
  /** Frames of all layers, for audio bytes: what must rise; null where stats do not say. */
  progress: number | null;
  frames: number | null;
  bytes: number | null;
  layer: LayerStats | null;
}

/** While it sends, and until a first sample after its end. */
interface Open {
  facts: PublishFacts;
  /** Progress before the publish; null where no sample tells. */
  baseline: number | null;
  /** When the sender's publish before ended: a sample from before that misses its last frames. */
  idleFrom: number;
  /** Newest sample without a frame of it. */
  without: number;
  recent: Sample[];
}

/**
 * Records the facts of one document's publishes from its log and from samples, in the order in
 * which they come. A sender that is used again goes on counting, so a publish is measured from the
 * sample of its idle time before.
 */
export class PublishRecorder {
  private facts: PublishFacts[] = [];
  private readonly bySender = new Map<number, PublishFacts[]>();
  private readonly open = new Map<number, Open>();
  /** Read only when a publish begins or goes on: most senders only go on sending. */
  private readonly last = new Map<number, Pick<TransceiverState, 'kind'> & { stats: StatsSample }>();

  get list(): PublishFacts[] {
    return this.facts;
  }

  set list(list: PublishFacts[]) {
    this.facts = list;
    this.bySender.clear();
    for (const each of list) this.ofSender(each.transceiver).push(each);
  }

  /** A step of the log; one that is replayed changes nothing. */
  step({ at, connection, transceiver, kind, source, why, phase }: StateEntry): void {
    if (transceiver === null || connection === null) return;
    if (why === 'published') this.begin({ at, connection, transceiver, kind, source });
    if (phase === 'sending' && why !== 'removed') return;
    const ended = this.bySender.get(transceiver)?.findLast((each) => each.at <= at);
    if (ended) ended.endedAt ??= at;
    // What is gone has no sample after its end.
    if (why === 'removed' || why === 'stopped') this.open.delete(transceiver);
    if (why === 'removed') this.last.delete(transceiver);
  }

  /** The state of a transceiver, with its newest sample. @returns whether a fact changed */
  sample({ id, kind, stats }: TransceiverState): boolean {
    if (!stats || this.last.get(id)?.stats.at === stats.at) return false;
    this.last.set(id, { kind, stats });
    prune(this.last, MAX_SENDERS);
    const open = this.open.get(id);
    if (!open) return false;
    const sample = read(kind, stats);
    if (sample.at < open.facts.at) {
      if (sample.at >= open.idleFrom) open.baseline ??= sample.progress;
      return false;
    }
    const before = JSON.stringify(open.facts);
    advance(open, sample);
    if (open.facts.endedAt !== null && sample.at >= open.facts.endedAt) this.open.delete(id);
    return JSON.stringify(open.facts) !== before;
  }

  private begin(start: Pick<PublishFacts, 'at' | 'connection' | 'transceiver' | 'kind' | 'source'>): void {
    const own = this.ofSender(start.transceiver);
    if (own.some((each) => each.at === start.at)) return;
    const facts: PublishFacts = { ...start, ...NOTHING };
    insert(this.facts, facts);
    insert(own, facts);
    // Older than one that is known: an entry that came late. Its samples are over.
    if (own.at(-1) === facts) this.watch(facts, own.at(-2));
    if (this.facts.length > MAX_PUBLISHES) this.list = this.facts.slice(-MAX_PUBLISHES * 0.9);
  }

  private watch(facts: PublishFacts, before: PublishFacts | undefined): void {
    const known = this.last.get(facts.transceiver);
    const last = known && read(known.kind, known.stats);
    const idleFrom = before ? (before.endedAt ?? before.at) : 0;
    const idle = last && last.at >= idleFrom && last.at <= facts.at ? last.progress : null;
    const baseline = before ? idle : 0;
    this.open.set(facts.transceiver, { facts, baseline, idleFrom, without: facts.at, recent: [] });
    prune(this.open, MAX_SENDERS);
  }

  private ofSender(transceiver: number): PublishFacts[] {
    let own = this.bySender.get(transceiver);
    if (!own) {
      own = [];
      this.bySender.set(transceiver, own);
    }
    return own;
  }
}

const NOTHING = {
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

function insert(list: PublishFacts[], facts: PublishFacts): void {
  list.splice(list.findLastIndex((each) => each.at <= facts.at) + 1, 0, facts);
}

function read(kind: Kind, { at, layers }: StatsSample): Sample {
  const largest = [...layers].sort((a, b) => (b.width ?? 0) * (b.height ?? 0) - (a.width ?? 0) * (a.height ?? 0))[0];
  const bytes = sumOf(layers.map((layer) => layer.bytesSent));
  return {
    at,
    progress: kind === 'video' ? sumOf(layers.map((layer) => layer.framesEncoded)) : bytes,
    frames: largest?.framesEncoded ?? null,
    bytes,
    layer: largest ?? null,
  };
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
}

function advance(open: Open, sample: Sample): void {
  const { facts } = open;
  const { at, progress } = sample;
  const since = at - facts.at;
  const sends = facts.endedAt === null || at <= facts.endedAt;
  // Nothing tells what was before: this sample has to do, and only a rise after it proves a frame.
  if (open.baseline === null && progress !== null) {
    open.baseline = progress;
    open.without = at;
  } else if (progress !== null && facts.sent === null) firstFrame(open, progress > open.baseline!, at, sends);
  if (!sends) return;
  if (sample.layer) {
    facts.width = sample.layer.width;
    facts.height = sample.layer.height;
    facts.codec = sample.layer.codec;
  }
  if (facts.settled || since > SETTLED_MS.most) return;
  open.recent.push(sample);
  if (open.recent.length > MAX_RECENT) open.recent.shift();
  if (since >= SETTLED_MS.least) facts.settled = settle(open.recent, facts.at);
}

function firstFrame(open: Open, seen: boolean, at: number, sends: boolean): void {
  const { facts } = open;
  const since = at - facts.at;
  if (!seen) {
    if (sends) open.without = at;
    if (since >= FIRST_FRAME_MS && sends) facts.noFrame = true;
    if (!sends) facts.sent = false;
    return;
  }
  facts.sent = true;
  const within = at - open.without;
  if (within <= WORST_RESOLUTION_MS && sends) {
    facts.firstFrameMs = since;
    facts.firstFrameWithin = within;
  }
  if (sends && since <= FIRST_FRAME_MS) facts.noFrame = false;
}

function settle(recent: readonly Sample[], from: number): SettledFacts {
  const now = recent.at(-1)!;
  const { at, layer } = now;
  const first = recent.find((each) => at - each.at <= RATE_MS.most && at - each.at >= RATE_MS.least);
  const rise = (key: 'frames' | 'bytes') => {
    const [start, end] = [first?.[key] ?? null, now[key]];
    return first && start !== null && end !== null && end >= start ? (end - start) / (at - first.at) : null;
  };
  const frames = rise('frames');
  const bytes = rise('bytes');
  return {
    afterMs: at - from,
    width: layer?.width ?? null,
    height: layer?.height ?? null,
    fps: frames === null ? null : frames * 1000,
    kbps: bytes === null ? null : bytes * 8,
  };
}
