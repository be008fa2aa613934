import { type DocumentName, hostOf, nameAlone, nameText, partsOf } from '../../../core/model/names';
import type { DocumentRecord } from './document';

/** The number that a frame got among those of the same host and path. It keeps it when others go. */
const numbers = new WeakMap<DocumentRecord, { of: string; number: number }>();

/** `#1`, as the document counts its connections; with the name for a frame's. */
export function connectionName(record: DocumentRecord, id: number): string {
  return record.info.peek().top ? `#${id}` : `#${id} ${nameText(record.name.value)}`;
}

/** Names all documents: frames of one host by the last part of their path as well, and by a number where that is the same. */
export function nameDocuments(documents: readonly DocumentRecord[]): void {
  const frames = documents.filter((record) => !record.info.peek().top);
  const hosts = counted(frames.map((record) => hostOf(record.url.value)));
  const all = frames.map((record) => {
    const { host, path } = partsOf(record.url.value);
    return { record, host, path, of: `${host} ${path}` };
  });
  const same = counted(all.map(({ of }) => of));
  const last = new Map<string, number>();
  for (const { record, of } of all) {
    const known = numbers.get(record);
    if (known?.of === of) last.set(of, Math.max(last.get(of) ?? 0, known.number));
  }
  for (const { record, host, path, of } of all) {
    let number = numbers.get(record);
    if (number?.of !== of) {
      number = { of, number: (last.get(of) ?? 0) + 1 };
      last.set(of, number.number);
      numbers.set(record, number);
    }
    setName(record, {
      host,
      path: hosts.get(host)! > 1 ? path : '',
      number: same.get(of)! > 1 ? ` (${number.number})` : '',
    });
  }
  for (const record of documents) if (record.info.peek().top) setName(record, nameAlone(record.url.value));
}

function setName(record: DocumentRecord, name: DocumentName): void {
  if (nameText(record.name.peek()) !== nameText(name)) record.name.value = name;
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
