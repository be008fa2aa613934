import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fixtureDump } from '../../core/files/importers/webrtc-internals/fixtures/dump';

/** Chrome keeps so many readings of each series. */
const READINGS = 1_000;

interface Series {
  startTime: string;
  endTime: string;
  statsType: string;
  values: string;
}

interface Connection {
  stats: Record<string, Series>;
  updateLog: unknown[];
}

/**
 * Writes a dump of a long call with many connections, until it has so many bytes: each is the growing
 * connection of a real dump, its statistics as long as Chrome keeps them.
 * @returns how many connections are in it
 */
export async function makeBigDump(file: string, bytes: number): Promise<number> {
  const dump = JSON.parse(fixtureDump('growing'));
  const [original] = Object.values(dump.PeerConnections as Record<string, Connection>);
  const connection = JSON.stringify({ ...original!, stats: longStats(original!.stats) });
  const stream = createWriteStream(file);
  const { PeerConnections: _, ...about } = dump;
  stream.write(`${JSON.stringify(about).slice(0, -1)},"PeerConnections":{`);
  let count = 0;
  for (let size = 0; size < bytes; size += connection.length) {
    count += 1;
    if (!stream.write(`${count > 1 ? ',' : ''}"8-${count}":${connection}`)) await once(stream, 'drain');
  }
  stream.end('}}');
  await once(stream, 'finish');
  return count;
}

function longStats(stats: Record<string, Series>): Record<string, Series> {
  const long = Object.entries(stats).map(([name, series]) => {
    const values: unknown[] = JSON.parse(series.values);
    const more = Array.from({ length: READINGS }, (_, i) => values[i % values.length]);
    const startTime = new Date(Date.parse(series.endTime) - (READINGS - 1) * 1_000).toISOString();
    return [name, { ...series, startTime, values: JSON.stringify(more) }];
  });
  return Object.fromEntries(long);
}
