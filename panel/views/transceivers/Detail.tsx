import type { RefObject } from 'preact';
import type { Row } from '../../../core/table/rows';
import { isolated } from '../../../core/text/foreign';
import { useStore } from '../context';
import { useClosable } from '../focus/useClosable';
import { IconButton } from '../parts/Button';
import { EncodingsSection } from './EncodingsSection';
import { EstimateSection } from './EstimateSection';
import { LifeSection } from './LifeSection';
import { SourceSection } from './SourceSection';
import { StateSection } from './StateSection';
import { StoreAsGlobal } from './StoreAsGlobal';

interface DetailProps {
  row: Row;
  onClose(): void;
  paneRef: RefObject<HTMLElement | null>;
  /** What gets the focus when it closes; default the table. */
  back?(): HTMLElement | null;
}

const table = () => document.querySelector<HTMLElement>('.transceivers [role=grid]');

/** Everything known of one transceiver. */
export function Detail({ row, onClose, paneRef, back = table }: DetailProps) {
  const { documents } = useStore();
  useClosable(paneRef, onClose, { back });
  const record = documents.value.find((each) => each.id === row.document);
  const { transceiver } = row;
  if (!record) return null;
  const name = `${transceiver.kind} transceiver, mid ${isolated(transceiver.mid ?? 'null')}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and Enter in the table comes here.
    <section class="detail" aria-label={`Details: ${name}`} tabIndex={0} ref={paneRef}>
      <div class="detail-head">
        <h2>{name}</h2>
        <span class="quiet" title={isolated(row.url)}>
          {row.connection}
        </span>
        <IconButton icon="close" label="Close details" onClick={onClose} />
      </div>
      {row.gone && (
        <p class="quiet padded">Its connection is closed or its page gone: this is the last that was known.</p>
      )}
      <StateSection row={row} record={record} />
      <SourceSection row={row} record={record} />
      <EncodingsSection row={row} />
      <EstimateSection row={row} />
      <LifeSection row={row} record={record} />
      <StoreAsGlobal row={row} record={record} />
    </section>
  );
}
