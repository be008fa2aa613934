import type { ComponentChildren } from 'preact';
import { bothOf } from '../../../core/estimate/receiver';
import { formatRange, type Range } from '../../../core/estimate/totals';
import { codecOf, type Row, sizeOf } from '../../../core/table/rows';
import type { SortKey } from '../../../core/table/sort';
import { isolated } from '../../../core/text/foreign';
import { duration, kilobits, UNKNOWN } from '../../../core/text/format';
import { useStore } from '../context';
import { Foreign } from '../parts/Foreign';
import { Name } from '../parts/Name';
import { Place } from '../parts/Place';

export interface Column {
  key: SortKey;
  label: string;
  title: string;
  /** Width in px. */
  width: number;
  /** Takes what is left over. */
  stretches?: boolean;
  number?: boolean;
  cell(row: Row, now: number): ComponentChildren;
}

const unknown = <span class="unknown">{UNKNOWN}</span>;
const named = (name: string | null) => (name === null ? unknown : <Foreign text={name} />);

export const COLUMNS: readonly Column[] = [
  {
    key: 'index',
    label: '#',
    title: 'Position in getTransceivers()',
    width: 40,
    number: true,
    cell: ({ transceiver }) => transceiver.index ?? unknown,
  },
  {
    key: 'connection',
    label: 'Conn.',
    title: 'Connection',
    width: 72,
    cell: ({ transceiver, name, url }) => <Name before={`#${transceiver.connection}`} name={name} url={url} />,
  },
  { key: 'mid', label: 'mid', title: 'mid', width: 44, cell: ({ transceiver }) => named(transceiver.mid) },
  { key: 'kind', label: 'Kind', title: 'Kind', width: 76, cell: ({ transceiver }) => <Kind row={transceiver} /> },
  {
    key: 'direction',
    label: 'Direction / current',
    title: 'direction, and the currentDirection that was negotiated',
    width: 148,
    cell: ({ transceiver: { direction, currentDirection } }) => (
      <>
        {direction}
        {currentDirection !== direction && <span class="quiet"> / {currentDirection ?? 'null'}</span>}
      </>
    ),
  },
  {
    key: 'source',
    label: 'Source',
    title: 'What the sender’s track shows',
    width: 88,
    cell: ({ transceiver }) => transceiver.track?.source.type ?? <span class="unknown">no track</span>,
  },
  {
    key: 'codec',
    label: 'Codec',
    title: 'Codec of the last frames sent',
    width: 56,
    cell: ({ transceiver }) => named(codecOf(transceiver)),
  },
  {
    key: 'size',
    label: 'Size',
    title: 'Frame size of the largest layer; of an idle sender, the last one it sent',
    width: 114,
    cell: ({ transceiver }) => <Size of={transceiver} />,
  },
  {
    key: 'kbps',
    label: 'kbit/s',
    title: 'Sent, measured over the last two samples',
    width: 60,
    number: true,
    cell: ({ kbps }) => (kbps === null ? unknown : kilobits(kbps)),
  },
  {
    key: 'idleSince',
    label: 'Idle for',
    title: 'How long it has sent nothing, having sent before',
    width: 84,
    number: true,
    cell: ({ transceiver, gone }, now) =>
      transceiver.idleSince === null || gone ? unknown : duration(now - transceiver.idleSince),
  },
  {
    key: 'estimate',
    label: '≈ MB',
    title:
      'Estimate of what its sender’s encoder and a receiver that receives no more hold, not measured; MB are 1024-based',
    width: 84,
    number: true,
    cell: ({ estimate, receiver }) => {
      const held = bothOf(estimate, receiver);
      if (held.state === 'known') return <Estimated range={held} doubt={held.doubt} />;
      return (
        <span class="unknown" title={isolated(held.why)}>
          {held.state === 'unknown' ? 'unknown' : UNKNOWN}
        </span>
      );
    },
  },
  {
    key: 'place',
    label: 'Made at',
    title: 'The app’s line that made it',
    width: 130,
    stretches: true,
    cell: ({ place }) => (place ? <Place frame={place} /> : unknown),
  },
];

/** Which columns there is room for first; the detail pane has what is left out. */
const IMPORTANCE: readonly SortKey[] = [
  'kind',
  'direction',
  'estimate',
  'index',
  'mid',
  'idleSince',
  'place',
  'connection',
  'size',
  'source',
  'kbps',
  'codec',
];

/** Names of frames take more room than numbers. */
const WITH_FRAMES = COLUMNS.map((column) => (column.key === 'connection' ? { ...column, width: 136 } : column));

/** The columns that fit into a width, in their order. */
export function columnsFor(width: number, severalConnections: boolean, frames: boolean): Column[] {
  const columns = frames ? WITH_FRAMES : COLUMNS;
  const shown = new Set<SortKey>();
  let left = width;
  for (const key of IMPORTANCE) {
    const column = columns.find((each) => each.key === key)!;
    if (key === 'connection' && !severalConnections) continue;
    if (column.width > left) break;
    left -= column.width;
    shown.add(key);
  }
  return columns.filter(({ key }) => shown.has(key));
}

const PHASE = { new: 'never sent', sending: 'sending', idle: 'idle', stopped: 'stopped' } as const;

function Size({ of }: { of: Row['transceiver'] }) {
  const size = sizeOf(of) ?? unknown;
  if (of.downscaled === null) return size;
  const by = of.downscaled === 'button' ? 'by hand' : 'by the patch';
  return (
    <span title={`Its encoder is downscaled ${by}: each side of this size over 64`}>
      {size} ÷64<span class="visually-hidden">, downscaled {by}</span>
    </span>
  );
}

function Kind({ row: { kind, phase } }: { row: Row['transceiver'] }) {
  return (
    <>
      <span class={`phase ${phase}`} title={PHASE[phase]} aria-hidden="true" />
      {kind}
      <span class="visually-hidden">, {PHASE[phase]}</span>
    </>
  );
}

/** There is no room for the whole word in a cell. */
function Estimated({ range, doubt }: { range: Range; doubt: string | null }) {
  const { uncalibrated } = useStore();
  const reasons = [...uncalibrated.value, ...(doubt ? [doubt] : [])];
  if (reasons.length === 0) return formatRange(range);
  return (
    <span title={`Uncalibrated: ${isolated(reasons.join(' '))}`}>
      {formatRange(range)} ?<span class="visually-hidden"> uncalibrated</span>
    </span>
  );
}
