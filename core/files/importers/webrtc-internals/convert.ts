import { LIMITS, MAX_TIME_MS } from '../../../../protocol/limits';
import type { DocumentModel } from '../../../model/document';
import { BadFile, tooMuchSentence } from '../../fault';
import { describeRecording, type RecordingModel } from '../../format/recording-model';
import { isObject, numberOf, textOf } from '../../read/json';
import { ReplayedDocument } from '../../replay/document';
import type { ReplayedTransceiver } from '../../replay/transceiver';
import type { Capture, LayerSample } from '../../replay/types';
import { OutOfBounds } from '../../scan/bounds';
import { attachmentsOf, type TrackEvent } from './attachments';
import { replayEvent } from './events';
import { readCaptures } from './parse/captures';
import type { Dump, DumpConnection, DumpEvent } from './parse/shape';
import { type Budget, dumpBudget, type OutboundLine, readOutbound } from './parse/stats';
import { timesOf } from './parse/times';
import { readTransceiver } from './parse/transceiver';

const MAX_CONNECTIONS = 500;
const MAX_EVENTS = 200_000;
/** Limit for all connections together. */
const MAX_TOTAL_EVENTS = 1_000_000;
/** Chrome takes the stats entry by entry: entries within this time are one sample. */
const MAX_SAMPLE_SPREAD_MS = 500;

interface Source {
  key: string;
  dump: DumpConnection;
  events: { at: number; event: DumpEvent }[];
  lines: OutboundLine[];
  from: number;
}

/**
 * Replays the events and readings of a chrome://webrtc-internals dump, in order of time, into the same
 * model that a live page's messages go into. What the dump does not record stays unknown: call sites,
 * what was released, when a direction was set or a track replaced. This may take seconds, so it is a
 * generator, which lets other tasks run in between.
 */
export function* fromDump(dump: Dump): Generator<void, RecordingModel, void> {
  const sources: Source[] = [];
  const budget = dumpBudget();
  let events = 0;
  for (const entry of Object.entries(dump.PeerConnections).slice(0, MAX_CONNECTIONS)) {
    const source = withPlace(`PeerConnections.${entry[0]}`, () => sourceOf(entry, budget));
    sources.push(source);
    events += source.events.length;
    if (events > MAX_TOTAL_EVENTS) throw new BadFile(tooMuchSentence(`has more than ${MAX_TOTAL_EVENTS} events`));
    yield;
  }
  const captures = withPlace('getUserMedia', () => readCaptures(dump.getUserMedia));
  const byPage = new Map<string, Source[]>();
  for (const source of sources) {
    const page = `${processOf(source.key)} ${source.dump.url ?? ''}`;
    byPage.set(page, [...(byPage.get(page) ?? []), source]);
  }
  const documents: Played[] = [];
  for (const page of byPage.values()) documents.push(yield* play(page, captures));
  const ends = documents.map(({ end }) => end);
  const savedAt = numberOf(dump.timestamp) ?? Math.max(0, ...ends);
  return {
    ...describeRecording({
      runs: [],
      readings: [],
      environment: environmentOf(dump),
      savedAt: Math.abs(savedAt) < MAX_TIME_MS ? savedAt : 0,
      source: 'webrtc-internals',
    }),
    documents: documents.map(({ model }) => model),
  };
}

function environmentOf({
  UserAgent,
  UserAgentData,
  deviceMemory,
  hardwareConcurrency,
}: Dump): RecordingModel['environment'] {
  const memory = numberOf(deviceMemory);
  const cores = numberOf(hardwareConcurrency);
  return {
    inspector: null,
    userAgent: textOf(UserAgent, 1000),
    platform: isObject(UserAgentData) ? textOf(UserAgentData.platform) : null,
    deviceMemoryGiB: memory !== null && memory >= 0 ? memory : null,
    cores: cores !== null && cores >= 0 ? cores : null,
  };
}

/** Runs `work` and adds the place to an OutOfBounds error. @throws {BadFile} */
function withPlace<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    throw new BadFile(tooMuchSentence(`holds too much in "${place.slice(0, 60)}", which ${error.message}`));
  }
}

/** A key is the renderer's number, a hyphen, and the connection's number in it. */
const processOf = (key: string) => key.slice(0, 200).split('-')[0]!;

function sourceOf([key, dump]: [string, DumpConnection], budget: Budget): Source {
  const { lines, from } = readOutbound(dump, budget);
  const log = (dump.updateLog ?? []).slice(0, MAX_EVENTS);
  const times = timesOf(log, from);
  const events = log.map((event, i) => ({ at: times[i]!, event }));
  return { key, dump, events, lines, from: events[0]?.at ?? from ?? 0 };
}

/** The connection's number in its renderer, made unique. */
function localId(key: string, usedIds: ReadonlySet<number>): number {
  const idInKey = Number(/(\d{1,9})$/.exec(key)?.[1]);
  let id = Number.isSafeInteger(idInKey) ? idInKey : 1;
  while (usedIds.has(id)) id += 1;
  return id;
}

type Step =
  | { at: number; source: number; event: DumpEvent }
  | { at: number; source: number; line: OutboundLine; attached: boolean }
  | { at: number; source: number; line: OutboundLine; sample: LayerSample };

interface Played {
  model: DocumentModel;
  end: number;
}

function* play(sources: readonly Source[], captures: ReadonlyMap<string, Capture>): Generator<void, Played, void> {
  const { key, dump } = sources[0]!;
  const startedAt = Math.min(...sources.map(({ from }) => from));
  const info = {
    id: processOf(key),
    url: (dump.url ?? '').slice(0, LIMITS.longText),
    top: true,
    startedAt,
  };
  const document = new ReplayedDocument(info, 'webrtc-internals');
  const usedIds = new Set<number>();
  const connections = sources.map(({ key: name, from }) => {
    const id = localId(name, usedIds);
    usedIds.add(id);
    return document.connect(id, from, captures);
  });
  let end = startedAt;
  let firstSampleAt: number | null = null;
  for (const step of stepsOf(sources)) {
    // A sample has to be applied to the state at the time it was taken.
    const needsFlush = firstSampleAt !== null && ('event' in step || step.at - firstSampleAt > MAX_SAMPLE_SPREAD_MS);
    if (needsFlush || document.isFull) {
      document.flush(end);
      firstSampleAt = null;
    }
    yield;
    end = Math.max(end, step.at);
    const connection = connections[step.source]!;
    if ('event' in step) {
      const { at, source, event } = step;
      withPlace(`PeerConnections.${sources[source]!.key}`, () => replayEvent(connection, at, event));
    } else {
      const transceiver = step.line.mid === null ? undefined : connection.transceiverOf(step.line.mid, step.line.kind);
      if (!transceiver) continue;
      if ('attached' in step) transceiver.applyReplacedTrack(step.at, step.attached);
      else {
        transceiver.sample(withOtherLayers(transceiver, step));
        firstSampleAt ??= step.at;
      }
      document.touch(transceiver);
    }
  }
  return { model: document.finish(end), end };
}

/** The new reading, together with the latest readings of the sender's other layers. */
function withOtherLayers({ state }: ReplayedTransceiver, { at, sample }: Extract<Step, { sample: LayerSample }>) {
  const others = (state.stats?.layers ?? []).filter(({ ssrc }) => ssrc !== sample.layer.ssrc);
  return [{ ...sample, at }, ...others.map((layer): LayerSample => ({ at, attached: sample.attached, layer }))];
}

function stepsOf(sources: readonly Source[]): Step[] {
  const steps: Step[] = [];
  sources.forEach(({ key, events, lines }, source) => {
    const trackEvents = withPlace(`PeerConnections.${key}`, () => trackEventsByMid(events));
    for (const { at, event } of events) steps.push({ at, source, event });
    for (const line of lines) {
      for (const sample of line.samples) steps.push({ at: sample.at, source, line, sample });
      const eventsOfSender = trackEvents.get(line.mid ?? '') ?? [];
      for (const each of attachmentsOf(line.samples, eventsOfSender)) steps.push({ ...each, source, line });
    }
  });
  return steps.sort((a, b) => a.at - b.at);
}

function trackEventsByMid(events: Source['events']): Map<string, TrackEvent[]> {
  const trackEvents = new Map<string, TrackEvent[]>();
  for (const { at, event } of events) {
    const update = event.type === 'transceiverModified' ? readTransceiver(event.value) : null;
    if (!update || update.mid === null) continue;
    const trackEvent = { at, attached: update.track !== null };
    const list = trackEvents.get(update.mid);
    if (list) list.push(trackEvent);
    else trackEvents.set(update.mid, [trackEvent]);
  }
  return trackEvents;
}
