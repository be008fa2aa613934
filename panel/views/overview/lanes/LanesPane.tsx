import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Span } from '../../../../core/history/replay';
import type { Lane } from '../../../../core/lanes/lanes';
import { KNOWN_PHASES, type LanePhase, PHASE_LABELS } from '../../../../core/lanes/phase';
import { rowsOf } from '../../../../core/table/document-rows';
import { useStore } from '../../context';
import { useClosable } from '../../focus/useClosable';
import { IconButton } from '../../parts/Button';
import { Detail } from '../../transceivers/Detail';
import type { SeriesSignals } from '../series';
import { HEAD, Lanes, ROW } from './Lanes';
import { LaneTable } from './LaneTable';
import { laneName, laneSummary } from './words';

/** Lanes or their table, and beside them the details of the one that is open. */
export function LanesPane({ made, low }: { made: SeriesSignals; low: boolean }) {
  const { ui } = useStore();
  const asTable = useSignal(false);
  const lanes = made.lanes.value;
  const span = made.span.value;
  const open = lanes.find(({ key }) => key === ui.openLane.value);
  const phases = phasesIn(lanes, span);
  return (
    <section class="lanes" aria-label="Lanes" style={{ '--lanes-height': `${lanes.length * ROW + HEAD + 24}px` }}>
      <div class="lanes-main">
        {asTable.value ? (
          <LaneTable lanes={lanes} span={span} />
        ) : (
          <Lanes
            lanes={lanes}
            span={span}
            low={low}
            openLane={({ key }) => (ui.openLane.value = key)}
            openPublish={({ document }, n) => {
              ui.logTarget.value = { document, n };
              ui.tab.value = 'log';
            }}
          />
        )}
        <div class="lanes-foot">
          {!low && !asTable.value && <Legend phases={phases} />}
          <IconButton
            icon={asTable.value ? 'chart' : 'table'}
            label={asTable.value ? 'Show Lanes as a picture' : 'Show Lanes as a table'}
            pressed={asTable.value}
            onClick={() => (asTable.value = !asTable.value)}
          />
        </div>
      </div>
      {open && <LaneDetail lane={open} />}
    </section>
  );
}

const lanesGrid = () => document.querySelector<HTMLElement>('.lanes-scroller');

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

/** The phases that can be seen: a transceiver is unused for a moment before it first sends. */
function phasesIn(lanes: readonly Lane[], { from, to }: Span): LanePhase[] {
  const least = (to - from) / 200;
  const all = new Set(
    lanes.flatMap(({ segments }) =>
      segments.flatMap((each) => ((each.to ?? to) - each.from > least && each.from < to ? each.phase : [])),
    ),
  );
  return [...KNOWN_PHASES, 'unknown' as const].filter((phase) => all.has(phase));
}

function Legend({ phases }: { phases: readonly LanePhase[] }) {
  return (
    <ul class="legend" aria-label="Phases">
      {phases.map((phase) => (
        <li key={phase}>
          <span class={`lane-bar sample ${phase}`} aria-hidden="true" />
          {PHASE_LABELS[phase]}
        </li>
      ))}
    </ul>
  );
}
