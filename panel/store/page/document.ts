import { batch, computed, signal } from '@preact/signals';
import { engineOf } from '../../../core/estimate/coefficients/engine';
import type { OwnFits } from '../../../core/estimate/coefficients/own/fit-with';
import { DocumentModel } from '../../../core/model/document';
import { type DocumentName, nameAlone } from '../../../core/model/names';
import type { DocumentView, LinkState } from '../../../core/model/view';
import type { LogEntry } from '../../../protocol/log';
import type { DocumentInfo, OwnError, Update } from '../../../protocol/messages';
import type { CaptureState, CaptureTally, ConnectionState, Patch, TransceiverState } from '../../../protocol/state';
import { thisBrowser } from './environment';

/**
 * One document for the views: signals over its model, set after each change. Since the model
 * replaces what changes and keeps what does not, a signal tells of real changes only.
 */
export class DocumentRecord {
  readonly id: string;
  readonly info = signal<DocumentInfo>(null!);
  /** Its address, which few updates change. */
  readonly url = computed(() => this.info.value.url);
  /** How it is called beside the other documents of its tab. */
  readonly name = signal<DocumentName>(nameAlone(''));
  readonly link = signal<LinkState>({ state: 'live' });
  readonly patch = signal<Patch>('none');
  readonly patchSince = signal<number | null>(null);
  readonly connections = signal<ReadonlyMap<number, ConnectionState>>(new Map());
  readonly transceivers = signal<ReadonlyMap<number, TransceiverState>>(new Map());
  readonly judged = signal<ReadonlyMap<number, TransceiverState>>(new Map());
  readonly kbps = signal<ReadonlyMap<number, number | null>>(new Map());
  readonly captures = signal<readonly CaptureState[]>([]);
  /** Captures by their cause, those that have ended too. */
  readonly captureTallies = signal<readonly CaptureTally[]>([]);
  readonly errors = signal<readonly OwnError[]>([]);
  readonly jsHeapBytes = signal<number | null>(null);
  readonly globals = signal<ReadonlyMap<number, string | null>>(new Map());
  /** Goes up with the log. */
  readonly logVersion = signal(0);
  /** Goes up when it is known where lines were written. */
  readonly stacksRevision = signal(0);
  /** Goes up with the history. */
  readonly historyVersion = signal(0);
  /** Goes up with what charts and lanes draw of it. */
  readonly drawnVersion = signal(0);
  /** For the pure functions: what they read here, a computed value follows. */
  readonly view: DocumentView;

  constructor(readonly model: DocumentModel) {
    this.id = model.id;
    this.view = followingView(this);
    this.update();
    this.name.value = nameAlone(model.info.url);
  }

  /** Of a page that has just been seen first. */
  static of(info: DocumentInfo): DocumentRecord {
    return new DocumentRecord(new DocumentModel(info, 'recording', engineOf(thisBrowser().userAgent)));
  }

  get source() {
    return this.model.source;
  }

  get history() {
    return this.model.history;
  }

  get log(): LogEntry[] {
    return this.model.log;
  }

  get nextEntry(): number {
    return this.model.nextEntry;
  }

  get droppedEntries(): number {
    return this.model.droppedEntries;
  }

  get forgotten(): number {
    void this.connections.value;
    return this.model.forgotten;
  }

  /** Follows what is found out of its lines. */
  stackOf(index: number | null): string | undefined {
    void this.stacksRevision.value;
    return this.model.stackOf(index);
  }

  apply(update: Update): void {
    this.model.apply(update);
    this.update();
  }

  setStacks(texts: ReadonlyMap<number, string>): void {
    this.model.setStacks(texts);
    this.stacksRevision.value = this.model.stacksRevision;
  }

  /** Estimates its senders by a calibration; null: by the built-in coefficients. */
  setOwnFits(own: OwnFits | null): void {
    if (own === this.model.own) return;
    this.model.setOwnFits(own);
    this.update();
  }

  leave(at: number, why: string): void {
    this.model.markGone(at, why);
    this.update();
  }

  comeBack(at: number): void {
    this.model.markBack(at);
    this.update();
  }

  /** Says better why it left; nothing where it is back. */
  leftBecause(why: string): void {
    this.model.setGoneReason(why);
    this.update();
  }

  setGlobalName(transceiver: number, name: string | null): void {
    this.model.setGlobalName(transceiver, name);
    this.update();
  }

  private update(): void {
    const { model } = this;
    batch(() => {
      this.info.value = model.info;
      this.link.value = model.link;
      this.patch.value = model.patch;
      this.patchSince.value = model.patchSince;
      this.connections.value = model.connections;
      this.transceivers.value = model.transceivers;
      this.judged.value = model.judged;
      this.kbps.value = model.kbps;
      this.captures.value = model.captures;
      this.captureTallies.value = model.captureTallies;
      this.errors.value = model.errors;
      this.jsHeapBytes.value = model.jsHeapBytes;
      this.globals.value = model.globals;
      this.logVersion.value = model.logVersion;
      this.historyVersion.value = model.history.revision;
      this.drawnVersion.value = model.history.drawn;
    });
  }
}

/** History and log change in place: their versions stand for them. */
function followingView(record: DocumentRecord): DocumentView {
  const { model } = record;
  return {
    id: model.id,
    source: model.source,
    lacks: model.lacks,
    notes: model.notes,
    get info() {
      return record.info.value;
    },
    get link() {
      return record.link.value;
    },
    get patch() {
      return record.patch.value;
    },
    get connections() {
      return record.connections.value;
    },
    get transceivers() {
      return record.transceivers.value;
    },
    get judged() {
      return record.judged.value;
    },
    get kbps() {
      return record.kbps.value;
    },
    get name() {
      return record.name.value;
    },
    get captures() {
      return record.captures.value;
    },
    get captureTallies() {
      return record.captureTallies.value;
    },
    get history() {
      void record.historyVersion.value;
      return model.history;
    },
    get log() {
      void record.logVersion.value;
      return model.log;
    },
    get stacksRevision() {
      return record.stacksRevision.value;
    },
    stackOf: (index) => record.stackOf(index),
  };
}
