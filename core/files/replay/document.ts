import { LOG_PAGE } from '../../../protocol/limits';
import type { LogEntry } from '../../../protocol/log';
import { type DocumentInfo, PROTOCOL_VERSION } from '../../../protocol/messages';
import { engineOf } from '../../estimate/coefficients/engine';
import { DocumentModel } from '../../model/document';
import type { RecordingSource } from '../sources';
import { ReplayedConnection, type Write } from './connection';
import type { ReplayedTransceiver } from './transceiver';
import type { Capture } from './types';

/** Upper bound of the log entries that one event writes. */
const MAX_ENTRIES_PER_EVENT = 100;

/**
 * Replays a document's events from a file, in order of time, into the same model that a live page's
 * messages go into.
 */
export class ReplayedDocument {
  private readonly model: DocumentModel;
  readonly connections: ReplayedConnection[] = [];
  private readonly changed = new Set<ReplayedTransceiver>();
  private readonly log: LogEntry[] = [];
  private entryCount = 0;
  private transceiverCount = 0;
  private seq = 0;

  constructor(
    private readonly info: DocumentInfo,
    source: RecordingSource,
  ) {
    this.model = new DocumentModel(info, source);
  }

  /** The browser that it ran in, once the file has told it. */
  setBrowser(userAgent: string | null): void {
    this.model.setEngine(engineOf(userAgent));
  }

  connect(id: number, at: number, captures: ReadonlyMap<string, Capture>): ReplayedConnection {
    const write: Write = (time, connection, entry) =>
      this.log.push({ ...entry, n: this.entryCount++, at: time, connection } as LogEntry);
    const connection = new ReplayedConnection(id, at, captures, () => ++this.transceiverCount, write);
    this.connections.push(connection);
    return connection;
  }

  /** Includes the transceiver in the next update. */
  touch(transceiver: ReplayedTransceiver): void {
    this.changed.add(transceiver);
  }

  /** The log is so long that an update is due. */
  get isFull(): boolean {
    return this.log.length >= LOG_PAGE - MAX_ENTRIES_PER_EVENT;
  }

  /** Applies the last update, after all events. */
  finish(at: number): DocumentModel {
    this.flush(at, true);
    this.model.history.sortByTime();
    return this.model;
  }

  /** Brings the model up to date. */
  flush(at: number, full = false): void {
    const transceivers = full ? this.connections.flatMap((connection) => connection.transceivers) : [...this.changed];
    this.model.apply({
      type: 'update',
      v: PROTOCOL_VERSION,
      seq: this.seq++,
      full,
      at,
      doc: this.info,
      patch: 'none',
      patchSince: null,
      connections: this.connections.map(({ state }) => ({ ...state })),
      transceivers: transceivers.map(({ state }) => ({ ...state })),
      samples: [],
      log: this.log.splice(0),
      stacks: [],
      errors: [],
      jsHeapBytes: null,
    });
    this.changed.clear();
  }
}
