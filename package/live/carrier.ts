import * as v from 'valibot';
import type { FromBridge } from '../../content/hook/link';
import type { Patch } from '../../protocol/patches';
import { type FromPage, fromPage, type PageEnvironment, type ToPage } from '../page/messages';

/** One document of the page, from its first word on. */
export interface Held {
  key: string;
  url: string;
  top: boolean;
  late: boolean;
  /** The driver's own frame; null where it does not tell. */
  frame: unknown;
  announced: boolean;
  send(command: FromBridge): void;
}

interface Polled extends Held {
  queue: FromBridge[];
  /** Ends the document's `next`; null while it carries out what it got. */
  answer: ((commands: ToPage) => void) | null;
}

export interface CarrierHandlers {
  /** @param patch that the document began under */
  onAnnounced(document: Held, environment: PageEnvironment, patch: Patch): void;
  onMessage(document: Held, message: unknown): void;
  onGone(document: Held): void;
  onProblem(sentence: string): void;
}

/** A page can make no more documents than this known at a time; the oldest without a connection goes. */
const MAX_DOCUMENTS = 1_000;
/** How long a document may take to carry out what it was sent. */
const MAX_ANSWER_MS = 5_000;

/** The way to a page's documents, whatever the driver: each call of its binding goes to hear(). */
export class Carrier {
  private readonly held = new Map<string, Polled>();
  private readonly waiting = new Set<() => void>();
  private ended = false;

  constructor(private readonly handlers: CarrierHandlers) {}

  /**
   * Takes one call of the binding.
   * @param frame identity of the frame that calls; null where the driver does not tell
   * @returns what the call resolves with
   */
  hear(message: unknown, frame: unknown): Promise<ToPage> | ToPage {
    if (this.ended) return null;
    const parsed = v.safeParse(fromPage, message);
    if (!parsed.success) {
      this.handlers.onProblem('A document sent something that is no message of the inspector; it was ignored.');
      return [];
    }
    const said = parsed.output;
    const document = this.documentOf(said, frame);
    if (said.type === 'next') return this.next(document);
    if (said.type === 'message') this.handlers.onMessage(document, said.message);
    else if (!document.announced) {
      document.announced = true;
      this.handlers.onAnnounced(document, said.environment, said.patch);
    }
    this.wake();
    return [];
  }

  /** The documents that are there. */
  list(): readonly Held[] {
    return [...this.held.values()];
  }

  /** Sends to every document. */
  sendAll(command: FromBridge): void {
    for (const document of this.held.values()) document.send(command);
  }

  /**
   * Resolves when every document has carried out what it was sent, and `done` holds.
   * @throws where one does not answer within 5 s
   */
  async settled(done: () => boolean = () => true): Promise<void> {
    const until = performance.now() + MAX_ANSWER_MS;
    const isDone = () => [...this.held.values()].every((each) => each.answer && each.queue.length === 0) && done();
    while (!isDone()) {
      const left = until - performance.now();
      if (left <= 0) throw new Error(this.silentSentence());
      await this.nextWake(left);
    }
  }

  closeFrame(frame: unknown): void {
    for (const document of this.list()) if (document.frame === frame) this.close(document.key);
  }

  close(key: string): void {
    const document = this.held.get(key);
    if (!document) return;
    this.held.delete(key);
    document.answer?.(null);
    this.handlers.onGone(document);
    this.wake();
  }

  /** Says to every document that nobody looks any more. */
  end(): void {
    this.ended = true;
    for (const { answer } of this.held.values()) answer?.(null);
    this.wake();
  }

  private documentOf(said: FromPage, frame: unknown): Polled {
    const known = this.held.get(said.key);
    if (known) {
      if ('url' in said) known.url = said.url;
      return known;
    }
    // A frame has one document at a time: what it had before is gone.
    if (frame !== null) this.closeFrame(frame);
    if (this.held.size >= MAX_DOCUMENTS) {
      const oldest = this.list().find(({ announced }) => !announced) ?? this.list()[0]!;
      this.close(oldest.key);
    }
    const { key } = said;
    const about = said.type === 'next' ? said : { url: 'url' in said ? said.url : '', top: false, late: false };
    const { url, top, late } = about;
    const document: Polled = {
      ...{ key, url, top, late, frame, announced: false, queue: [], answer: null },
      send: (command) => {
        document.queue.push(command);
        const { answer } = document;
        document.answer = null;
        answer?.(document.queue.splice(0));
      },
    };
    this.held.set(key, document);
    return document;
  }

  private next(document: Polled): Promise<ToPage> | ToPage {
    if (document.queue.length > 0) return document.queue.splice(0);
    const answer = new Promise<ToPage>((resolve) => {
      document.answer = resolve;
    });
    this.wake();
    return answer;
  }

  private wake(): void {
    for (const each of this.waiting) each();
    this.waiting.clear();
  }

  private nextWake(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private silentSentence(): string {
    const silent = [...this.held.values()].find((each) => !each.answer || each.queue.length > 0);
    const where = silent?.url || 'A document';
    return `${where} did not answer within ${MAX_ANSWER_MS / 1000} s: it is paused in a debugger, busy, or its clock stands still (page.clock).`;
  }
}
