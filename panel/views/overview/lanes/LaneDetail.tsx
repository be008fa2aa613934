import { useRef } from 'preact/hooks';
import type { Lane } from '../../../../core/lanes/lanes';
import { rowsOf } from '../../../../core/table/document-rows';
import { useStore } from '../../context';
import { useClosable } from '../../focus/useClosable';
import { IconButton } from '../../parts/Button';
import { Detail } from '../../transceivers/Detail';
import type { SeriesSignals } from '../series';
import { laneName, laneSummary } from './words';

const lanesGrid = () => document.querySelector<HTMLElement>('.lanes-scroller');

/** Details of the lane that is open; nothing where none is. */
export function OpenLane({ made }: { made: SeriesSignals }) {
  const { ui } = useStore();
  const key = ui.openLane.value;
  const lane = key === null ? undefined : made.lanes.value.find((each) => each.key === key);
  return lane ? <LaneDetail lane={lane} /> : null;
}

/** The same details as in the table of transceivers. */
function LaneDetail({ lane }: { lane: Lane }) {
  const { documents, ui } = useStore();
  const pane = useRef<HTMLElement>(null);
  const record = documents.value.find(({ id }) => id === lane.document);
  const row = record && rowsOf(record.view, new Set([lane.connection])).find(({ key }) => key === lane.key);
  const close = () => (ui.openLane.value = null);
  if (row) return <Detail row={row} onClose={close} paneRef={pane} back={lanesGrid} key={lane.key} />;
  return <EndedDetail lane={lane} onClose={close} key={lane.key} />;
}

/** Of one that is no longer listed, the lane is all that is known. */
function EndedDetail({ lane, onClose }: { lane: Lane; onClose(): void }) {
  const pane = useRef<HTMLElement>(null);
  useClosable(pane, onClose, { back: lanesGrid });
  const name = laneName(lane);
  return (
    <section class="detail" aria-label={`Details: ${name}`} ref={pane}>
      <div class="detail-head">
        <h2>{name}</h2>
        <IconButton icon="close" label="Close details" onClick={onClose} />
      </div>
      <p class="padded">{laneSummary(lane)}.</p>
      <p class="quiet padded">
        {lane.transceiver === null
          ? 'The connection has m-lines, but its transceivers were made before the recording began.'
          : 'It is no longer in getTransceivers(). The log has what it did.'}
      </p>
    </section>
  );
}
