import type { DocumentName } from '../../../core/model/names';
import { isolated } from '../../../core/text/foreign';
import type { DocumentRecord } from '../../store/page/document';

interface NameProps {
  /** Before the name: `frame`, or `#1`; never cut. */
  before: string;
  /** Null: nothing but what is before. */
  name: DocumentName | null;
  /** After the name; never cut. */
  after?: string;
  /** The whole address. */
  url: string;
}

/** A document's or its connection's name: where it is too long its host is cut first, then its path, and its number never. */
export function Name({ before, name, after, url }: NameProps) {
  const space = before && name ? ' ' : '';
  return (
    <span class="document-name" title={`${before}${space}${isolated(url)}`.trim()}>
      {before + space}
      {name && (
        <>
          <span class="host">{name.host}</span>
          {name.path && <span class="path">{name.path}</span>}
          {name.number}
        </>
      )}
      {after}
    </span>
  );
}

/** The name of a document's connection. */
export function ConnectionOf({ record, id, after }: { record: DocumentRecord; id: number; after?: string }) {
  const { top, url } = record.info.value;
  return <Name before={`#${id}`} name={top ? null : record.name.value} after={after} url={url} />;
}
