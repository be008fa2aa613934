import { batch, signal } from '@preact/signals';
import type { Links } from '../../../core/model/links';
import type { DocumentLink, PageAccess, TransportHandlers } from '../../transport/transport';
import type { DocumentRecord } from './document';

/** A frame that closes this soon after a navigation belonged to the page that was left. */
const LEAVING_MS = 3_000;

interface PageOptions {
  now(): number;
  links: Links<DocumentLink, DocumentRecord>;
  /** Sends a document that was just linked what is in force. */
  greet(link: DocumentLink): void;
  /** Drops the documents of the page that was left, unless they are kept. */
  dropGone(): void;
  onNavigated(): void;
}

/** The inspected page, as the transport reports it: whether it can be seen, its URL, its links. */
export function createPage({ now, links, greet, dropGone, onNavigated }: PageOptions) {
  const access = signal<PageAccess>('checking');
  const url = signal<string | null>(null);
  const opened = signal(0);
  let navigatedAt = Number.NEGATIVE_INFINITY;
  /** Whose link it was, for what is found out of its end later. */
  const closed = new WeakMap<DocumentLink, DocumentRecord>();

  function onClose(link: DocumentLink): void {
    const record = links.close(link);
    opened.value -= 1;
    if (!record || links.isOpen(record)) return;
    const at = now();
    closed.set(link, record);
    const left = at - navigatedAt < LEAVING_MS;
    record.leave(at, left ? 'page navigated' : 'frame or page went away');
    if (left) dropGone();
  }

  const handlers: Omit<TransportHandlers, 'onSearch'> = {
    onOpen(link) {
      links.open(link);
      opened.value += 1;
      greet(link);
    },
    onMessage: (link, message) => batch(() => links.receive(link, message)),
    onClose: (link) => batch(() => onClose(link)),
    onCrashed: (link, what) => closed.get(link)?.leftBecause(`${what} crashed`),
    onAccess(state, of) {
      batch(() => {
        access.value = state;
        if (of !== null) url.value = of;
      });
    },
    onNavigated(to) {
      batch(() => {
        navigatedAt = now();
        url.value = to;
        dropGone();
        onNavigated();
      });
    },
  };

  return { access, url, /** How many documents are linked. */ opened, handlers };
}
