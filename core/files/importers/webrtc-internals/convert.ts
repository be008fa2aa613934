import { LIMITS } from '../../../../protocol/limits';
import type { DocumentModel } from '../../../model/document';
import { BadFile, tooMuch } from '../../fault';
import { describeRecording, type RecordingModel } from '../../format/recording-model';
import { isObject, numberOf, textOf } from '../../read/json';
import { ReplayedDocument } from '../../replay/document';
import type { ReplayedTransceiver } from '../../replay/transceiver';
import type { Capture, LayerSample } from '../../replay/types';
import { OutOfBounds } from '../../scan/bounds';
import { attachmentsOf, type TrackNews } from './attachments';
import { replayEvent } from './events';
import { readCaptures } from './parse/captures';
import type { Dump, DumpConnection, DumpEvent } from './parse/shape';
import { type OutboundLine, type Room, readOutbound, roomOfDump } from './parse/stats';
import { timesOf } from './parse/times';
import { readTransceiver } from './parse/transceiver';

const MOST_CONNECTIONS = 500;
const MOST_EVENTS = 200_000;
/** Of all connections. */
const MOST_EVENTS_IN_ALL = 1_000_000;
/** Readings of one moment, which Chrome takes entry by entry. */
const MOMENT_MS = 500;

interface Source {
  key: string;
  dump: DumpConnection;
  events: { at: number; event: DumpEvent }[];
  lines: OutboundLine[];
  from: number;
}

/**
 * A dump of chrome://webrtc-internals: its events and readings are replayed, in order of time, into
 * the same model that a live page's messages go into. What it does not tell stays
 * unknown: call sites, what was released, when a direction was set or a track replaced.
 * It may take seconds: a generator, so that whoever runs it can let others go first.
 */
export function* fromDump(dump: Dump): Generator<void, RecordingModel, void> {
  const sources: Source[] = [];
  const room = roomOfDump();
  let events = 0;
  for (const entry of Object.entries(dump.PeerConnections).slice(0, MOST_CONNECTIONS)) {
    const source = placed(`PeerConnections.${entry[0]}`, () => sourceOf(entry, room));
    sources.push(source);
    events += source.events.length;
    if (events > MOST_EVENTS_IN_ALL) throw new BadFile(tooMuch(`has more than ${MOST_EVENTS_IN_ALL} events`));
    yield;
  }
  const captures = placed('getUserMedia', () => readCaptures(dump.getUserMedia));
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
      savedAt: Math.abs(savedAt) < 8.64e15 ? savedAt : 0,
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

/** @throws {BadFile} with the place, where something holds too much */
function placed<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    throw new BadFile(tooMuch(`holds too much in "${place.slice(0, 60)}", which ${error.message}`));
  }
}

/** A key is the number of the renderer, a hyphen, and the connection's own. */
const processOf = (key: string) => key.slice(0, 200).split('-')[0]!;

function sourceOf([key, dump]: [string, DumpConnection], room: Room): Source {
  const { lines, from } = readOutbound(dump, room);
  const log = (dump.updateLog ?? []).slice(0, MOST_EVENTS);
  const times = timesOf(log, from);
  const events = log.map((event, i) => ({ at: times[i]!, event }));
  return { key, dump, events, lines, from: events[0]?.at ?? from ?? 0 };
}

/** Id of a connection as chrome://webrtc-internals names it: the renderer's number, and its own in there. */
function localId(key: string, taken: ReadonlySet<number>): number {
  const wanted = Number(/(\d{1,9})$/.exec(key)?.[1]);
  let id = Number.isSafeInteger(wanted) ? wanted : 1;
  while (taken.has(id)) id += 1;
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
  const taken = new Set<number>();
  const connections = sources.map(({ key: name, from }) => {
    const id = localId(name, taken);
    taken.add(id);
    return document.connect(id, from, captures);
  });
  let end = startedAt;
  let moment: number | null = null;
  for (const step of stepsOf(sources)) {
    // A reading belongs to how things stood when it was taken.
    const due = moment !== null && ('event' in step || step.at - moment > MOMENT_MS);
    if (due || document.isFull) {
      document.flush(end);
      moment = null;
    }
    yield;
    end = Math.max(end, step.at);
    const connection = connections[step.source]!;
    if ('event' in step) {
      const { at, source, event } = step;
      placed(`PeerConnections.${sources[source]!.key}`, () => replayEvent(connection, at, event));
    } else {
      const transceiver = step.line.mid === null ? undefined : connection.transceiverOf(step.line.mid, step.line.kind);
      if (!transceiver) continue;
      if ('attached' in step) transceiver.replaced(step.at, step.attached);
      else {
        transceiver.sample(momentOf(transceiver, step));
        moment ??= step.at;
      }
      document.touch(transceiver);
    }
  }
  return { model: document.finish(end), end };
}

/** The reading that came, beside the latest of the sender's other layers. */
function momentOf({ state }: ReplayedTransceiver, { at, sample }: Extract<Step, { sample: LayerSample }>) {
  const others = (state.stats?.layers ?? []).filter(({ ssrc }) => ssrc !== sample.layer.ssrc);
  return [{ ...sample, at }, ...others.map((layer): LayerSample => ({ at, attached: sample.attached, layer }))];
}

function stepsOf(sources: readonly Source[]): Step[] {
  const steps: Step[] = [];
  sources.forEach(({ key, events, lines }, source) => {
    const news = placed(`PeerConnections.${key}`, () => newsByMid(events));
    for (const { at, event } of events) steps.push({ at, source, event });
    for (const line of lines) {
      for (const sample of line.samples) steps.push({ at: sample.at, source, line, sample });
      const told = news.get(line.mid ?? '') ?? [];
      for (const each of attachmentsOf(line.samples, told)) steps.push({ ...each, source, line });
    }
  });
  return steps.sort((a, b) => a.at - b.at);
}

function newsByMid(events: Source['events']): Map<string, TrackNews[]> {
  const news = new Map<string, TrackNews[]>();
  for (const { at, event } of events) {
    const update = event.type === 'transceiverModified' ? readTransceiver(event.value) : null;
    if (!update || update.mid === null) continue;
    const one = { at, attached: update.track !== null };
    const list = news.get(update.mid);
    if (list) list.push(one);
    else news.set(update.mid, [one]);
  }
  return news;
}
