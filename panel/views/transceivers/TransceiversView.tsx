import { useCallback, useRef } from 'preact/hooks';
import { useStore } from '../context';
import { Splitter } from '../parts/Splitter';
import { Detail } from './Detail';
import { Table } from './Table';

/** The table, and beside it (below where it is narrow) all that is known of the selected one. */
export function TransceiversView() {
  const { selection, settings } = useStore();
  const detail = useRef<HTMLElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const row = selection.selectedRow.value;
  const open = useCallback(() => detail.current?.focus(), []);

  const close = useCallback(() => (selection.transceiver.value = null), [selection]);

  return (
    <div class="transceivers" ref={table} style={{ '--detail-width': `${settings.detailWidth.value}px` }}>
      <Table onOpen={open} />
      {row && (
        <>
          <Splitter label="Width of the details" width={settings.detailWidth} side="right" min={240} max={900} />
          <Detail row={row} onClose={close} paneRef={detail} />
        </>
      )}
    </div>
  );
}
