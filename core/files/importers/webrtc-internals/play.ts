import { LIMITS } from '../../../../protocol/limits';
import { groupBy } from '../../../lists/group-by';
import type { DocumentModel } from '../../../model/document';
import { BadFile, tooMuchSentence } from '../../fault';
import type { ReplayedConnection } from '../../replay/connection';
import { ReplayedDocument } from '../../replay/document';
import type { ReplayedTransceiver } from '../../replay/transceiver';
import type { Capture, LayerSample, SeenSender } from '../../replay/types';
import { OutOfBounds } from '../../scan/bounds';
import type { RecordingSource } from '../../sources';
import { type Attachment, attachmentsOf, type TrackEvent } from './attachments';
import { replayEvent } from './events';
import type { OutboundLine } from './parse/stats';
import { type Source, type TimedEvent, tracksIn } from './prepare';

/** Chrome takes the stats entry by entry: entries within this time are one sample. */
const MAX_SAMPLE_SPREAD_MS = 500;
/** The last moment of a whole second. */
const SECOND_MS = 999;

/** In which order to play what the file does not order: releases before publishes, or after. */
export type Ordering = 'releases first' | 'releases last';

export interface Played {
  model: DocumentModel;
  /** Of its connections: whether there is something to order. */
  ordered: ReadonlyMap<number, boolean>;
  end: number;
}

type Step =
  | { at: number; source: number; event: TimedEvent; seeds: boolean }
  | { at: number; source: number; line: OutboundLine; attached: boolean }
  | { at: number; source: number; line: OutboundLine; sample: LayerSample };

/** Runs `work` and adds the place to an OutOfBounds error. @throws {BadFile} */
export function withPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    throw new BadFile(tooMuchSentence(`holds too much in "${place.slice(0, 60)}", which ${error.message}`));
  }
}

/** The connection's number in its renderer, made unique. */
function localId(key: string, usedIds: ReadonlySet<number>): number {
  const idInKey = Number(/(\d{1,9})$/.exec(key)?.[1]);
  let id = Number.isSafeInteger(idInKey) ? idInKey : 1;
  while (usedIds.has(id)) id += 1;
  return id;
}

/** Replays the connections of one page, in order of time. */
export function* play(
  sources: readonly (Source & { from: number })[],
  page: { id: string; source: RecordingSource },
  captures: ReadonlyMap<string, Capture>,
  ordering: Ordering,
): Generator<void, Played, void> {
  const startedAt = Math.min(...sources.map(({ from }) => from));
  const info = { id: page.id, url: sources[0]!.url.slice(0, LIMITS.longText), top: true, startedAt };
  const document = new ReplayedDocument(info, page.source);
  const usedIds = new Set<number>();
  const connections = sources.map(({ key, from }) => {
    const id = localId(key, usedIds);
    usedIds.add(id);
    return document.connect(id, from, captures);
  });
  const { steps, ordered } = stepsOf(sources, ordering);
  let end = startedAt;
  let firstSampleAt: number | null = null;
  for (const step of steps) {
    // A sample has to be applied to the state at the time it was taken.
    const needsFlush = firstSampleAt !== null && ('event' in step || step.at - firstSampleAt > MAX_SAMPLE_SPREAD_MS);
    if (needsFlush || document.isFull) {
      document.flush(end);
      firstSampleAt = null;
    }
    yield;
    end = Math.max(end, step.at);
    const connection = connections[step.source]!;
    const source = sources[step.source]!;
    if ('event' in step) {
      withPlace(`PeerConnections.${source.key}`, () => apply(connection, step, source, document));
      continue;
    }
    const transceiver = step.line.mid === null ? undefined : connection.transceiverOf(step.line.mid, step.line.kind);
    if (!transceiver) continue;
    if ('attached' in step) transceiver.applyReplacedTrack(step.at, step.attached);
    else {
      transceiver.sample(withOtherLayers(transceiver, step));
      firstSampleAt ??= step.at;
    }
    document.touch(transceiver);
  }
  const model = document.finish(end);
  return { model, end, ordered: new Map(connections.map(({ state }, i) => [state.id, ordered[i]!])) };
}

function apply(
  connection: ReplayedConnection,
  { at, event, seeds }: Extract<Step, { event: TimedEvent }>,
  source: Source,
  document: ReplayedDocument,
): void {
  replayEvent(connection, at, event.event, event.update);
  if (seeds) for (const seeded of connection.seed(at, seenSenders(source.lines))) document.touch(seeded);
  if (!source.planB) return;
  for (const { kind, track } of tracksIn(event.event)) {
    const sender =
      event.event.type === 'addStream'
        ? connection.addPlanBSender(at, kind, track)
        : event.event.type === 'removeStream'
          ? connection.removePlanBSender(at, track)
          : undefined;
    if (sender) document.touch(sender);
  }
}

/** What the first readings say of senders, by mid. */
function seenSenders(lines: readonly OutboundLine[]): Map<string, SeenSender> {
  const senders = new Map<string, SeenSender>();
  for (const [mid, layers] of groupBy(lines, (line) => line.mid)) {
    const first = layers.flatMap(({ samples }) => samples[0] ?? []);
    if (mid === null || first.length === 0) continue;
    const known = first.map(({ attached }) => attached).filter((attached) => attached !== null);
    senders.set(mid, {
      kind: layers[0]!.kind,
      attached: known.length === 0 ? null : known.includes(true),
      hasSent: first.some(({ layer }) => (layer.framesEncoded ?? 0) > 0 || (layer.bytesSent ?? 0) > 0),
    });
  }
  return senders;
}

/** The new reading, together with the latest readings of the sender's other layers. */
function withOtherLayers({ state }: ReplayedTransceiver, { at, sample }: Extract<Step, { sample: LayerSample }>) {
  const others = (state.stats?.layers ?? []).filter(({ ssrc }) => ssrc !== sample.layer.ssrc);
  return [{ ...sample, at }, ...others.map((layer): LayerSample => ({ at, attached: sample.attached, layer }))];
}

function stepsOf(sources: readonly Source[], ordering: Ordering): { steps: Step[]; ordered: boolean[] } {
  const steps: Step[] = [];
  const ordered = sources.map(({ events, lines, begunLate, wholeSeconds }, source) => {
    // A time of whole seconds may stand for any moment in that second.
    const late = wholeSeconds && ordering === 'releases first' ? SECOND_MS : 0;
    const moved = late === 0 ? events : events.map((event) => ({ ...event, at: event.at + late }));
    const trackEvents = trackEventsByMid(moved);
    const seedsAfter = begunLate ? lastOfBeginning(events) : -1;
    moved.forEach((event, i) => steps.push({ at: event.at, source, event, seeds: i === seedsAfter }));
    let isOrdered = true;
    for (const line of lines) {
      // The other order only serves to compare verdicts, which readings have no part in.
      const readings = ordering === 'releases first' ? line.samples : [];
      for (const sample of readings) steps.push({ at: sample.at, source, line, sample });
      const eventsOfSender = trackEvents.get(line.mid ?? '') ?? [];
      for (const attachment of attachmentsOf(line.samples, eventsOfSender)) {
        const { attached, latest } = attachment;
        const at = ordering === 'releases last' && isVague(attachment, wholeSeconds) ? latest : attachment.at;
        steps.push({ at, source, line, attached });
        if (!attached && isVague(attachment, wholeSeconds)) isOrdered = false;
      }
    }
    return isOrdered;
  });
  return { steps: steps.sort((a, b) => a.at - b.at), ordered };
}

/**
 * Whether an event of the same second may have been before it or after it. What was before the first reading is
 * taken to be as early as can be.
 */
const isVague = ({ beforeReadings }: Attachment, wholeSeconds: boolean) => wholeSeconds && !beforeReadings;

/** Index of the last description with which a log begins that was begun after the call. */
function lastOfBeginning(events: readonly TimedEvent[]): number {
  const end = events.findIndex(({ event }) => !/^set(Local|Remote)Description/.test(event.type));
  return end < 0 ? events.length - 1 : Math.max(0, end - 1);
}

function trackEventsByMid(events: readonly TimedEvent[]): Map<string, TrackEvent[]> {
  const modified = events.flatMap(({ at, event, update }) =>
    event.type === 'transceiverModified' && update && update.mid !== null
      ? [{ mid: update.mid, at, attached: update.track !== null }]
      : [],
  );
  return groupBy(modified, ({ mid }) => mid);
}
