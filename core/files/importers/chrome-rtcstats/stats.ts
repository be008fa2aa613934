import { isObject, numberOf, textOf } from '../../read/json';
import { OutOfBounds } from '../../scan/bounds';
import { statsTime } from '../webrtc-internals/parse/clock';
import {
  attachedBy,
  type Budget,
  type ConnectionStats,
  isOutbound,
  layerOf,
  type OutboundLine,
} from '../webrtc-internals/parse/stats';

const MAX_LINES = 5_000;
const MAX_TRACKS = 200;

type Entry = Record<string, unknown>;

/** Collects the readings of one connection's senders. Each getStats line is a whole report: `{id: entry}`. */
export class StatsCollector {
  private readonly lines = new Map<string, OutboundLine>();
  private readonly leftOut = new Set<string>();
  private from: number | null = null;

  constructor(private readonly budget: Budget) {}

  /** @throws {OutOfBounds} */
  add(report: unknown, at: number): void {
    if (!isObject(report)) return;
    // Of a report of an older time than the line's: Chrome gives each entry the time it was taken.
    this.from ??=
      statsTime(
        Object.values(report)
          .map((entry) => isObject(entry) && numberOf(entry.timestamp))
          .find((time) => typeof time === 'number'),
      ) ?? at;
    const codecs = new Map<string, string>();
    const found: [string, Entry][] = [];
    for (const [id, entry] of Object.entries(report)) {
      if (!isObject(entry)) continue;
      if (entry.type === 'codec') codecs.set(id, textOf(entry.mimeType) ?? '');
      if (isOutbound(textOf(entry.type), id)) found.push([id, entry]);
    }
    for (const [id, entry] of found) this.addReading(id, entry, at, codecs, report);
  }

  get stats(): ConnectionStats {
    return { lines: [...this.lines.values()], from: this.from, keptFrom: null, leftOut: this.leftOut.size };
  }

  private addReading(id: string, entry: Entry, time: number, codecs: ReadonlyMap<string, string>, report: Entry): void {
    let line = this.lines.get(id);
    if (!line && this.lines.size >= MAX_LINES) {
      this.leftOut.add(id);
      return;
    }
    if (!line) {
      line = { mid: null, kind: null, tracks: [], samples: [] };
      this.lines.set(id, line);
    }
    this.budget.readings -= 1;
    if (this.budget.readings < 0) throw new OutOfBounds('has more than 500,000 readings of senders');
    const at = statsTime(entry.timestamp) ?? time;
    if (at < (line.samples.at(-1)?.at ?? Number.NEGATIVE_INFINITY)) return;
    const kind = entry.kind ?? entry.mediaType;
    if (kind === 'audio' || kind === 'video') line.kind = kind;
    line.mid = typeof entry.mid === 'number' ? String(entry.mid) : (textOf(entry.mid) ?? line.mid);
    const source = report[String(entry.mediaSourceId)];
    const track = isObject(source) ? textOf(source.trackIdentifier) : null;
    if (track !== null && line.tracks.length < MAX_TRACKS && !line.tracks.includes(track)) line.tracks.push(track);
    const layer = { rid: textOf(entry.rid), ...layerOf((name) => primitive(entry[name]), kind, codecs) };
    line.samples.push({ at, attached: attachedBy(entry.mediaSourceId), layer });
  }
}

const primitive = (value: unknown) => (typeof value === 'object' ? null : value);
