import type { Update } from '../../../protocol/messages';
import { parseFromDocument } from '../../../protocol/validate';
import type { DocumentLink } from '../../transport/transport';
import type { DocumentRecord } from '../page/document';
import type { Problems } from '../problems';

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** One open link, and where its message count stands. */
interface Session {
  link: DocumentLink;
  record: DocumentRecord | null;
  nextSeq: number | null;
  /** When a resync was asked for and not yet answered. */
  askedAt: number | null;
  retryMs: number;
}

export interface LinksOptions {
  now(): number;
  problems: Problems;
  /** Finds or makes the record that an update belongs to; a bfcache return keeps its id. */
  recordFor(update: Update, link: DocumentLink): DocumentRecord;
}

/** The open links: validates what comes in, checks that nothing is missing, and asks again if so. */
export function createLinks({ now, problems, recordFor }: LinksOptions) {
  const sessions = new Map<DocumentLink, Session>();

  function receive(link: DocumentLink, message: unknown): void {
    const session = sessions.get(link);
    if (!session) return;
    const parsed = parseFromDocument(message);
    if (!parsed.ok) {
      problems.report('message', parsed.error);
      resync(session);
      return;
    }
    if (parsed.value.type === 'global') {
      session.record?.storedAs(parsed.value.transceiver, parsed.value.name);
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
  function isItsOwn({ link, record }: Session, id: string): boolean {
    if (record) return record.id === id;
    return ![...sessions.values()].some((other) => other.record?.id === id && other.link.key !== link.key);
  }

  /** Asks for everything anew, less and less often while no good answer comes. */
  function resync(session: Session): void {
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
    open(link: DocumentLink): void {
      sessions.set(link, { link, record: null, nextSeq: null, askedAt: null, retryMs: FIRST_RETRY_MS });
    },
    close(link: DocumentLink): DocumentRecord | null {
      const record = sessions.get(link)?.record ?? null;
      sessions.delete(link);
      return record;
    },
    /** Sends a command to every open document, or to one. */
    send(command: Parameters<DocumentLink['send']>[0], to?: DocumentRecord): void {
      for (const { link, record } of sessions.values()) if (!to || record === to) link.send(command);
    },
    isOpen: (record: DocumentRecord): boolean => [...sessions.values()].some((session) => session.record === record),
  };
}

export type Links = ReturnType<typeof createLinks>;
