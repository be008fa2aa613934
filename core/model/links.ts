import type { Command, Update } from '../../protocol/messages';
import { parseFromDocument } from '../../protocol/validate';

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** The way to one open document. */
interface Link {
  /** The carrier's own id of the document. */
  key: string;
  send(command: Command): void;
}

/** What updates of one document are applied to. */
interface Linked {
  id: string;
  apply(update: Update): void;
  setGlobalName(transceiver: number, name: string | null): void;
}

/** One open link, and where its message count stands. */
interface Session<L, R> {
  link: L;
  record: R | null;
  nextSeq: number | null;
  /** When a resync was asked for and not yet answered. */
  askedAt: number | null;
  retryMs: number;
}

export interface LinksOptions<L, R> {
  now(): number;
  /** Takes note of what could not be read. */
  problems: { report(where: string, message: string): void };
  /** Finds or makes the record that an update belongs to; a bfcache return keeps its id. */
  recordFor(update: Update, link: L): R;
}

/** The open links: validates what comes in, checks that nothing is missing, and asks again if so. */
export function createLinks<L extends Link, R extends Linked>({ now, problems, recordFor }: LinksOptions<L, R>) {
  const sessions = new Map<L, Session<L, R>>();

  function receive(link: L, message: unknown): void {
    const session = sessions.get(link);
    if (!session) return;
    const parsed = parseFromDocument(message);
    if (!parsed.ok) {
      problems.report('message', parsed.error);
      resync(session);
      return;
    }
    if (parsed.value.type === 'global') {
      session.record?.setGlobalName(parsed.value.transceiver, parsed.value.name);
      return;
    }
    const update = parsed.value;
    if (!isItsOwn(session, update.doc.id)) {
      problems.report('message', 'A document called itself by the id of another one; what it said was ignored.');
      return;
    }
    if (update.full) {
      session.askedAt = null;
      session.retryMs = FIRST_RETRY_MS;
    } else if (!session.record || update.seq !== session.nextSeq) {
      resync(session);
    }
    session.nextSeq = update.seq + 1;
    // Before the first full update there is nothing that a delta could be applied to.
    if (!update.full && !session.record) return;
    session.record = recordFor(update, link);
    session.record.apply(update);
  }

  /** A link stays with one document, and a document with one link, or with those of the same place after a return. */
  function isItsOwn({ link, record }: Session<L, R>, id: string): boolean {
    if (record) return record.id === id;
    return ![...sessions.values()].some((other) => other.record?.id === id && other.link.key !== link.key);
  }

  /** Asks for everything anew, less and less often while no good answer comes. */
  function resync(session: Session<L, R>): void {
    const at = now();
    if (session.askedAt !== null) {
      if (at - session.askedAt < session.retryMs) return;
      session.retryMs = Math.min(session.retryMs * 2, LAST_RETRY_MS);
    }
    session.askedAt = at;
    session.link.send({ type: 'resync' });
  }

  return {
    receive,
    open(link: L): void {
      sessions.set(link, { link, record: null, nextSeq: null, askedAt: null, retryMs: FIRST_RETRY_MS });
    },
    close(link: L): R | null {
      const record = sessions.get(link)?.record ?? null;
      sessions.delete(link);
      return record;
    },
    /** Sends a command to every open document, or to one. */
    send(command: Command, to?: R): void {
      for (const { link, record } of sessions.values()) if (!to || record === to) link.send(command);
    },
    isOpen: (record: R): boolean => [...sessions.values()].some((session) => session.record === record),
  };
}

export type Links<L extends Link, R extends Linked> = ReturnType<typeof createLinks<L, R>>;
