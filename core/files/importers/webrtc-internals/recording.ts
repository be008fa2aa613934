import { MAX_TIME_MS } from '../../../../protocol/limits';
import { groupBy } from '../../../lists/group-by';
import type { DocumentModel } from '../../../model/document';
import type { Environment } from '../../../model/types';
import { connectionVerdicts } from '../../../verdict/connection';
import { evidenceOf } from '../../../verdict/gather';
import { BadFile } from '../../fault';
import { describeRecording, type RecordingModel } from '../../format/recording-model';
import type { Capture } from '../../replay/types';
import { type RecordingSource, SOURCES } from '../../sources';
import { type Ordering, type Played, play } from './play';
import type { Source } from './prepare';

interface Given {
  source: RecordingSource;
  captures: ReadonlyMap<string, Capture>;
  environment: Environment;
  /** When the file was saved, epoch ms; null: the last that is in it. */
  savedAt: number | null;
  /** What is special about the file, in sentences. */
  notes: readonly string[];
}

type Dated = Source & { from: number };

/** A key is the renderer's number, a hyphen, and the connection's number in it. */
const processOf = (key: string) => key.slice(0, 200).split('-')[0]!;

/**
 * Replays the connections of a file, in order of time, into the same models that a live page's messages go
 * into: one for each page. This may take seconds, so it is a generator, which lets other tasks run in between.
 * @throws {BadFile}
 */
export function* recordingOf(sources: readonly Source[], given: Given): Generator<void, RecordingModel, void> {
  const { source, captures, environment, notes } = given;
  const pages = groupBy(dated(sources, given), ({ key, url }) => `${processOf(key)} ${url}`);
  const documents: Played[] = [];
  for (const page of pages.values()) documents.push(yield* playPage(page, source, captures));
  documents[0]!.model.notes = [...notes, ...documents[0]!.model.notes];
  const savedAt = given.savedAt ?? Math.max(0, ...documents.map(({ end }) => end));
  return {
    ...describeRecording({
      runs: [],
      readings: [],
      environment,
      savedAt: Math.abs(savedAt) < MAX_TIME_MS ? savedAt : 0,
      source,
    }),
    documents: documents.map(({ model }) => model),
  };
}

/** Dates connections without events and statistics by the others: nothing of the file is older. */
function dated(sources: readonly Source[], { source, savedAt }: Given): Dated[] {
  const earliest = (list: readonly Source[]) => {
    const times = list.flatMap(({ from }) => from ?? []);
    return times.length > 0 ? Math.min(...times) : null;
  };
  const any = earliest(sources) ?? savedAt;
  if (any === null) {
    throw new BadFile(
      `This ${SOURCES[source].title} names ${sources.length} peer ${sources.length === 1 ? 'connection' : 'connections'}, but holds neither events nor statistics: chrome://webrtc-internals has to be open before the call.`,
    );
  }
  return sources.map((each) => {
    const others = sources.filter(({ key, url }) => url === each.url && processOf(key) === processOf(each.key));
    return { ...each, from: each.from ?? earliest(others) ?? any };
  });
}

function* playPage(
  sources: readonly Dated[],
  source: RecordingSource,
  captures: ReadonlyMap<string, Capture>,
): Generator<void, Played, void> {
  const page = { id: processOf(sources[0]!.key), source };
  const playIn = (ordering: Ordering) => play(sources, page, captures, ordering);
  const played = yield* playIn('releases first');
  const { model, ordered } = played;
  const ids = [...ordered.keys()];
  const doubt = (id: number, reason: 'order' | 'begun-late' | 'plan-b') =>
    model.history.doubts.push({ connection: id, reason });
  const states = (each: DocumentModel) =>
    new Map(connectionVerdicts(evidenceOf(each)).map(({ connection, verdict }) => [connection, verdict]));
  sources.forEach(({ planB, begunLate }, i) => {
    if (planB) doubt(ids[i]!, 'plan-b');
    else if (begunLate) doubt(ids[i]!, 'begun-late');
  });
  if ([...ordered.values()].includes(false)) {
    const first = states(model);
    const last = states((yield* playIn('releases last')).model);
    sources.forEach(({ zoneUnknown }, i) => {
      const id = ids[i]!;
      if (!ordered.get(id) && (zoneUnknown || first.get(id) !== last.get(id))) doubt(id, 'order');
    });
  }
  model.history.incomplete ||= sources.some(({ begunLate }) => begunLate);
  model.history.drawn += 1;
  model.notes = sources.flatMap(({ notes }) => notes);
  return played;
}
