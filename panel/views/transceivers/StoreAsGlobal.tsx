import type { Row } from '../../../core/table/rows';
import type { DocumentRecord } from '../../store/page/document';
import { useStore } from '../context';
import { Foreign } from '../parts/Foreign';

/** Puts the transceiver under a name on the page's window, for the Console. */
export function StoreAsGlobal({ row, record }: { row: Row; record: DocumentRecord }) {
  const { storeAsGlobal, transport } = useStore();
  const { id } = row.transceiver;
  const name = record.globals.value.get(id);
  if (!transport.hasPage) return null;
  const reachable = record.link.value.state === 'live';
  return (
    <div class="store-global">
      <button type="button" class="button" disabled={!reachable} onClick={() => storeAsGlobal(record, id)}>
        Store as global variable
      </button>
      <span class="quiet" role="status">
        {name === undefined && 'Keeps the object alive until reload.'}
        {name === null && 'It is gone: the browser has collected it.'}
        {name && (
          <>
            Stored as{' '}
            <code>
              <Foreign text={name} />
            </code>
            {record.info.value.top ? '' : ' in its frame'}: it is held strongly until the page reloads.
          </>
        )}
      </span>
    </div>
  );
}
