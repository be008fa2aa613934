import type { ConnectionRow, FileRow, FindingRow, Row } from './row';

/** Counts over all that has one thing in common: a line, a library, a version. */
export interface Tally {
  /** `share() app-4f2c81.js:214:9 (https://…)`, `livekit-client 2.23.0`, … */
  name: string;
  connections: number;
  growing: number;
  /** Idle transceivers at the end. */
  idle: number;
  /** Encoders of idle senders, MiB by the estimate. */
  idleMib: { low: number; high: number };
  /** Idle senders without a figure. */
  unknown: number;
}

/** All findings of one kind that one line makes. */
export interface LineTally {
  /** Of the finding. */
  id: string;
  function: string | null;
  url: string;
  line: number | null;
  column: number | null;
  findings: number;
  growing: number;
  /** MiB by the estimate, over the findings that have a figure; null where none has. */
  mib: { low: number; high: number } | null;
  /** Things without a figure. */
  unknown: number;
}

export interface Summary {
  v: 1;
  files: { read: number; failed: number; skipped: number };
  connections: Record<'growing' | 'stable' | 'unknown', number>;
  /** Files with at least one growing connection or page. */
  growingFiles: number;
  /** The worst first: the dearest, then those found most often. */
  lines: LineTally[];
  libraries: Tally[];
  appVersions: Tally[];
  browsers: Tally[];
}

/** What has no name in a row. */
export const NOT_KNOWN = 'not known';

/** Adds up rows one after the other: its memory grows with the lines and versions, not with the files. */
export class Summing {
  private readonly files = { read: 0, failed: 0, skipped: 0 };
  private readonly connections = { growing: 0, stable: 0, unknown: 0 };
  private growingFiles = 0;
  private readonly lines = new Map<string, LineTally>();
  private readonly libraries = new Map<string, Tally>();
  private readonly appVersions = new Map<string, Tally>();
  private readonly browsers = new Map<string, Tally>();

  add(row: Row): void {
    for (const finding of row.findings) this.addFinding(finding);
    if (row.kind === 'connection') this.addConnection(row);
    else this.addFile(row);
  }

  result(): Summary {
    return {
      v: 1,
      files: { ...this.files },
      connections: { ...this.connections },
      growingFiles: this.growingFiles,
      lines: [...this.lines.values()].sort(
        (a, b) => (b.mib?.high ?? 0) - (a.mib?.high ?? 0) || b.growing - a.growing || b.findings - a.findings,
      ),
      libraries: worstFirst(this.libraries),
      appVersions: worstFirst(this.appVersions),
      browsers: worstFirst(this.browsers),
    };
  }

  private addFile(row: FileRow): void {
    this.files[row.skipped !== null ? 'skipped' : row.problem !== null ? 'failed' : 'read'] += 1;
    if (row.state === 'growing') this.growingFiles += 1;
  }

  private addConnection(row: ConnectionRow): void {
    this.connections[row.verdict] += 1;
    const library = row.library && [row.library, row.libraryVersion].filter(Boolean).join(' ');
    count(this.libraries, library, row);
    count(this.appVersions, row.appVersion, row);
    count(this.browsers, row.browser, row);
  }

  private addFinding({ id, line, state, mib, unknown }: FindingRow): void {
    if (!line) return;
    const key = JSON.stringify([id, line.function, line.url, line.line, line.column]);
    const tally = this.lines.get(key) ?? { id, ...line, findings: 0, growing: 0, mib: null, unknown: 0 };
    this.lines.set(key, tally);
    tally.findings += 1;
    if (state === 'growing') tally.growing += 1;
    tally.unknown += unknown;
    if (mib) tally.mib = plus(tally.mib, mib);
  }
}

function count(tallies: Map<string, Tally>, name: string | null, row: ConnectionRow): void {
  const key = name ?? NOT_KNOWN;
  const none = { name: key, connections: 0, growing: 0, idle: 0, idleMib: { low: 0, high: 0 }, unknown: 0 };
  const tally = tallies.get(key) ?? none;
  tallies.set(key, tally);
  tally.connections += 1;
  if (row.verdict === 'growing') tally.growing += 1;
  tally.idle += row.idle.audio + row.idle.video;
  tally.idleMib = plus(tally.idleMib, row.idleMib);
  tally.unknown += row.idleUnknown;
}

/** To two places, as in rows. */
function plus(a: Tally['idleMib'] | null, b: Tally['idleMib']): Tally['idleMib'] {
  const sum = (x: number, y: number) => Math.round((x + y) * 100) / 100;
  return { low: sum(a?.low ?? 0, b.low), high: sum(a?.high ?? 0, b.high) };
}

const worstFirst = (tallies: ReadonlyMap<string, Tally>) =>
  [...tallies.values()].sort((a, b) => b.idleMib.high - a.idleMib.high || b.growing - a.growing || b.idle - a.idle);
