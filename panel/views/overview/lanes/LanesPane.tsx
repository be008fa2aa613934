import { useSignal } from '@preact/signals';
import type { Span } from '../../../../core/history/replay';
import type { Lane } from '../../../../core/lanes/lanes';
import { KNOWN_PHASES, type LanePhase, PHASE_LABELS } from '../../../../core/lanes/phase';
import { useStore } from '../../context';
import { IconButton } from '../../parts/Button';
import type { SeriesSignals } from '../series';
import { HEAD, Lanes, ROW } from './Lanes';
import { LaneTable } from './LaneTable';

/** Lanes, or their table. */
export function LanesPane({ made, low }: { made: SeriesSignals; low: boolean }) {
  const { ui } = useStore();
  const asTable = useSignal(false);
  const lanes = made.lanes.value;
  const span = made.span.value;
  const phases = phasesIn(lanes, span);
  return (
    <section class="lanes" aria-label="Lanes" style={{ '--lanes-height': `${lanes.length * ROW + HEAD + 24}px` }}>
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
