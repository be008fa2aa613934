import type { RecordingModel } from '../../core/files/format/recording-model';
import { DocumentModel } from '../../core/model/document';
import { createLinks } from '../../core/model/links';
import type { Environment, RunInfo } from '../../core/model/types';
import { LOG_PAGE } from '../../protocol/limits';
import type { OwnError } from '../../protocol/messages';
import type { Patch } from '../../protocol/patches';
import type { PageEnvironment } from '../page/messages';
import { Carrier, type Held } from './carrier';
import { VERSION } from './version';

const UNKNOWN: PageEnvironment = { userAgent: null, platform: null, deviceMemoryGiB: null, cores: null };
const MAX_DOCUMENTS = 60;
/** A page's clock that differs by more was set by somebody. */
const CLOCK_DIFFERS_MS = 60_000;

/** What is known of one document beside its model. */
interface Seen {
  record: DocumentModel;
  /** The document's own clock, at its last update, epoch ms. */
  at: number;
  /** How far that clock is from ours, ms. */
  offset: number;
  /** Its log has come to the end. */
  whole: boolean;
}

export interface SessionOptions {
  /** In force from the first document on. */
  patch: Patch;
  /** How often statistics are read, ms. */
  intervalMs: number;
  /** Lets the next documents start under a patch. */
  install(patch: Patch): Promise<void>;
}

/** A page under inspection: its documents as models, kept up to date by what their hooks send. */
export class Session {
  readonly carrier: Carrier;
  readonly runs: RunInfo[] = [];
  patch: Patch;
  /** Why nothing more comes; null while the page is there. */
  endedBecause: string | null = null;
  /** Resolves with that. */
  readonly ended: Promise<string>;
  private resolveEnded: (why: string) => void = () => {};
  private environment = UNKNOWN;
  private readonly seen = new Map<string, Seen>();
  private readonly sentences = new Map<string, OwnError>();
  private readonly links = createLinks<Held, DocumentModel>({
    now: Date.now,
    problems: { report: (where, message) => this.report(where, message) },
    recordFor: (update) => {
      const now = Date.now();
      const seen = this.seen.get(update.doc.id) ?? {
        record: new DocumentModel(update.doc),
        at: 0,
        offset: 0,
        whole: true,
      };
      this.seen.set(update.doc.id, seen);
      Object.assign(seen, { at: update.at, offset: update.at - now, whole: update.log.length < LOG_PAGE });
      if (Math.abs(seen.offset) > CLOCK_DIFFERS_MS)
        this.report('clock', 'The page’s clock was set (page.clock?): times in the log are the page’s.');
      this.bound();
      return seen.record;
    },
  });

  constructor(private readonly options: SessionOptions) {
    this.patch = options.patch;
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    this.carrier = new Carrier({
      onAnnounced: (document, environment, patch) => {
        this.environment = environment;
        this.links.open(document);
        document.send({ type: 'observe', intervalMs: options.intervalMs, paused: false });
        // It may have started under the script of before.
        if (patch !== this.patch) document.send({ type: 'patch', patch: this.patch });
      },
      onMessage: (document, message) => this.links.receive(document, message),
      onGone: (document) => this.leave(document),
      onProblem: (sentence) => this.report('binding', sentence),
    });
  }

  /** Documents with a connection or a capture, in the order in which they were seen; those that are gone too. */
  get documents(): DocumentModel[] {
    return [...this.seen.values()].map(({ record }) => record);
  }

  /** The page's own clock, epoch ms. */
  get now(): number {
    const live = [...this.seen.values()].filter(({ record }) => record.link.state === 'live');
    return live.length > 0 ? Math.max(...live.map(({ at }) => at)) : Date.now();
  }

  /** Documents that are there, and were before the inspection began. */
  get late(): number {
    return this.carrier.list().filter(({ late }) => late).length;
  }

  /** What the inspector itself could not do or read, its parts in the page included. */
  get problems(): OwnError[] {
    return [...this.documents.flatMap(({ errors }) => errors), ...this.sentences.values()];
  }

  get environmentNow(): Environment {
    return { inspector: VERSION, ...this.environment };
  }

  /** All that is known now, as a file would hold it. */
  toModel(): RecordingModel {
    const { environmentNow: environment, documents } = this;
    return {
      generator: `Transceiver Inspector ${VERSION}`,
      source: 'recording',
      savedAt: Math.max(this.now, ...[...this.seen.values()].map(({ at }) => at)),
      environment,
      redacted: null,
      runs: this.runs,
      readings: [],
      documents,
    };
  }

  /**
   * Asks every document for its state, and waits until all of it is there. Nothing to wait for where
   * the page is gone: what was known stays.
   * @throws where a document does not answer within 5 s
   */
  async settle(): Promise<void> {
    if (this.endedBecause) return;
    for (const document of this.carrier.list()) if (document.announced) document.send({ type: 'resync' });
    await this.carrier.settled(() =>
      [...this.seen.values()].every(({ record, whole }) => whole || record.link.state === 'gone'),
    );
  }

  /** Lets the next documents start under a patch. */
  install(patch: Patch): Promise<void> {
    return this.options.install(patch);
  }

  /** Switches the patch. Resolves when it is in force in every document that is there. */
  async setPatch(to: Patch): Promise<void> {
    if (this.endedBecause) throw new Error(this.endedBecause);
    this.patch = to;
    await this.install(to);
    this.carrier.sendAll({ type: 'patch', patch: to });
    await this.settle();
  }

  /** Has every connection's statistics read once, outside of their interval. */
  sampleNow(): void {
    const { intervalMs } = this.options;
    for (const document of this.carrier.list())
      if (document.announced) document.send({ type: 'observe', intervalMs, paused: false });
  }

  /** The page, its browser or the inspection has ended: what is known stays. */
  end(why: string): void {
    if (this.endedBecause) return;
    this.endedBecause = why;
    this.carrier.end();
    for (const document of this.carrier.list()) this.leave(document);
    this.resolveEnded(why);
  }

  private leave(document: Held): void {
    const record = this.links.close(document);
    if (!record || this.links.isOpen(record)) return;
    const { offset } = this.seen.get(record.id)!;
    record.markGone(Date.now() + offset, 'frame or page went away');
  }

  private report(where: string, message: string): void {
    const known = this.sentences.get(message);
    this.sentences.set(message, { at: Date.now(), where, message, count: (known?.count ?? 0) + 1 });
  }

  /** The oldest that is gone goes first. */
  private bound(): void {
    if (this.seen.size <= MAX_DOCUMENTS) return;
    const oldest = this.documents.find(({ link }) => link.state === 'gone');
    if (oldest) this.seen.delete(oldest.id);
  }
}
