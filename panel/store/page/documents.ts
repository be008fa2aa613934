import { signal } from '@preact/signals';
import type { Update } from '../../../protocol/messages';
import { DocumentRecord } from './document';

const MAX_DOCUMENTS = 60;

export const isLive = (record: DocumentRecord) => record.link.value.state === 'live';

/** The documents that are known, the top one first. */
export function createDocuments() {
  const list = signal<readonly DocumentRecord[]>([]);
  return {
    list,
    /** The record that an update belongs to, new or known; a document may come back from the bfcache. */
    recordFor(update: Update): DocumentRecord {
      const known = list.peek().find((each) => each.id === update.doc.id);
      if (known) {
        if (known.link.peek().state === 'gone') known.comeBack(update.at);
        return known;
      }
      const record = DocumentRecord.of(update.doc);
      const all = [...list.peek(), record].sort((a, b) => Number(b.info.peek().top) - Number(a.info.peek().top));
      list.value = all.length > MAX_DOCUMENTS ? withoutOldestGone(all) : all;
      return record;
    },
    dropGone(): void {
      list.value = list.peek().filter((each) => each.link.peek().state === 'live');
    },
  };
}

function withoutOldestGone(list: DocumentRecord[]): DocumentRecord[] {
  const oldest = list.find((each) => each.link.peek().state === 'gone');
  return oldest ? list.filter((each) => each !== oldest) : list;
}
