import { useState } from 'preact/hooks';
import type { Row } from '../../../core/table/rows';
import { integer } from '../../../core/text/format';
import type { DocumentRecord } from '../../store/page/document';
import { LogLine } from '../log/LogLine';
import { Section } from './Facts';

const SHOWN = 100;

/** Every call on this transceiver, and what became of it: oldest first. */
export function LifeSection({ row, record }: { row: Row; record: DocumentRecord }) {
  const [limit, setLimit] = useState(SHOWN);
  void record.logVersion.value;
  const { id } = row.transceiver;
  const entries = record.log.filter(
    (entry) =>
      entry.transceiver === id || (entry.type === 'patch' && entry.candidates.some((each) => each.transceiver === id)),
  );
  const hidden = Math.max(0, entries.length - limit);
  return (
    <Section title={`History (${integer(entries.length)})`}>
      {hidden > 0 && (
        <button type="button" class="link padded" onClick={() => setLimit(limit + 500)}>
          Show {Math.min(500, hidden)} older
        </button>
      )}
      {entries.length === 0 && <p class="quiet padded">Nothing was logged.</p>}
      <div class="life">
        {entries.slice(hidden).map((entry) => (
          <LogLine key={entry.n} entry={entry} record={record} />
        ))}
      </div>
    </Section>
  );
}
