import { MAX_TIME_MS } from '../../../../protocol/limits';
import { BadFile, tooMuchSentence } from '../../fault';
import type { RecordingModel } from '../../format/recording-model';
import { isObject, numberOf, textOf } from '../../read/json';
import { readCaptures } from './parse/captures';
import { readClock } from './parse/clock';
import type { Dump } from './parse/shape';
import { dumpBudget, readOutbound } from './parse/stats';
import { withPlace } from './play';
import { prepare, type Source } from './prepare';
import { recordingOf } from './recording';

/** Limits, which files of both of Chrome's dumps share. */
export const MAX_CONNECTIONS = 500;
export const MAX_EVENTS = 200_000;
/** Limit for all connections together. */
export const MAX_TOTAL_EVENTS = 1_000_000;

/**
 * Converts a chrome://webrtc-internals dump. What the dump does not record stays unknown: call sites, what was
 * released, when a direction was set or a track replaced.
 * @throws {BadFile}
 */
export function* fromDump(dump: Dump): Generator<void, RecordingModel, void> {
  const all = Object.entries(dump.PeerConnections);
  const read = all.slice(0, MAX_CONNECTIONS);
  const logs = read.map(([, { updateLog }]) => (updateLog ?? []).slice(0, MAX_EVENTS));
  const count = logs.reduce((sum, log) => sum + log.length, 0);
  if (count > MAX_TOTAL_EVENTS) throw new BadFile(tooMuchSentence(`has more than ${MAX_TOTAL_EVENTS} events`));
  const captures = withPlace('getUserMedia', () => readCaptures(dump.getUserMedia));
  const clock = withPlace('PeerConnections', () =>
    readClock({ ...dump, PeerConnections: Object.fromEntries(read) }, logs),
  );
  yield;
  const anyTime = clock.times.find((times) => times !== null)?.[0] ?? savedAtOf(dump);
  const budget = dumpBudget();
  const sources: Source[] = [];
  for (const [i, [key, connection]] of read.entries()) {
    const source = withPlace(`PeerConnections.${key}`, () => {
      const stats = readOutbound(connection, budget);
      const times = clock.times[i];
      const log = logs[i]!;
      const from = stats.from ?? anyTime;
      if (!times && log.length > 0 && from === null) throw new BadFile(NO_TIMES);
      const events = log.map((event, n) => ({ at: times?.[n] ?? from!, event }));
      const { url, rtcConfiguration, constraints } = connection;
      const configuration = [rtcConfiguration, constraints]
        .map((each) => (isObject(each) ? JSON.stringify(each) : each))
        .join(' ');
      const coarse = clock.printed && log.some(({ timestamp }) => timestamp == null);
      const zoneUnknown = coarse && (clock.zoneUnknown || times === null);
      return prepare({ key, url, events, stats, configuration, wholeSeconds: coarse, zoneUnknown }, captures);
    });
    sources.push(source);
    yield;
  }
  return yield* recordingOf(sources, {
    source: 'webrtc-internals',
    captures,
    environment: environmentOf(dump),
    savedAt: savedAtOf(dump),
    notes: [
      ...leftOutNotes(all.length, Object.values(dump.PeerConnections)),
      ...(clock.zoneUnknown ? [NO_ZONE] : []),
      ...(clock.unreadable > 0 ? [unreadableNote(clock.unreadable)] : []),
    ],
  });
}

const NO_TIMES =
  'This webrtc-internals dump gives times in a form that can’t be read, and no other time: ask for the rtcstats dump.';

const NO_ZONE =
  'Its times are local ones, and nothing tells of which zone: they are shown as they are in the file, and can’t be compared with the statistics.';

const unreadableNote = (count: number) =>
  `The times of ${count} events can’t be read; they are shown at the time of the event before.`;

/** What exceeds the limits. */
export function leftOutNotes(connections: number, list: readonly { updateLog?: readonly unknown[] }[]): string[] {
  const long = list.slice(0, MAX_CONNECTIONS).filter(({ updateLog }) => (updateLog?.length ?? 0) > MAX_EVENTS).length;
  return [
    ...(connections > MAX_CONNECTIONS
      ? [
          `The file holds ${connections} connections. The first ${MAX_CONNECTIONS} are shown, ${connections - MAX_CONNECTIONS} are left out.`,
        ]
      : []),
    ...(long > 0 ? [`Of ${long} connections only the first ${MAX_EVENTS} events are shown.`] : []),
  ];
}

function savedAtOf({ timestamp }: Dump): number | null {
  const at = numberOf(timestamp);
  return at !== null && at > 0 && at < MAX_TIME_MS ? at : null;
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
