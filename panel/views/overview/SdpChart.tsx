import { useMemo } from 'preact/hooks';
import { bytes, clockTime, integer, milliseconds, UNKNOWN } from '../../../core/text/format';
import { useStore } from '../context';
import type { Picture } from './drawing/picture';
import type { Series } from './series';
import { TimeChart } from './TimeChart';
import { nullStretches } from './unrecorded';

/** Chart 3: m-lines and the size of the local description, measured while a panel looks. */
export function SdpChart({ series }: { series: Series }) {
  const { selection } = useStore();
  const { sdp, span, marks } = series;
  const picture = useMemo(
    (): Picture => ({
      span,
      marks,
      stacked: false,
      times: sdp.map((point) => point.at),
      curves: [
        { label: 'm-lines', color: '--chart-mlines', values: sdp.map((point) => point.mLines) },
        {
          label: 'SDP size',
          color: '--chart-sdp',
          dash: [5, 3],
          axis: 'right',
          values: sdp.map((point) => point.bytes),
        },
      ],
      left: { write: integer },
      right: { write: bytes, binary: true },
      unrecorded: nullStretches(
        sdp.map((point) => point.at),
        sdp.map((point) => point.mLines),
        'not recorded',
      ),
    }),
    [sdp, span, marks],
  );
  const last = sdp.at(-1)!;
  const connections = selection.parts.value.flatMap(({ record, connections: ids }) =>
    [...record.connections.value.values()].filter(({ id }) => !ids || ids.has(id)),
  );
  const slowest = Math.max(...connections.map((each) => each.lastNegotiationMs ?? -1));
  const rejected = connections.reduce(
    (sum, each) => sum + (each.closedAt === null ? (each.mLinesRejected ?? 0) : 0),
    0,
  );
  return (
    <TimeChart
      title="m-lines and SDP size"
      note={
        <span class="badge" title="Of the local descriptions, while a panel looks">
          measured
        </span>
      }
      picture={picture}
      write={(curve, k) => {
        const { mLines, bytes: size } = sdp[k]!;
        if (curve === 0) return mLines === null ? UNKNOWN : integer(mLines);
        return size === null ? UNKNOWN : bytes(size);
      }}
      summary={`m-lines and size of the local descriptions, ${clockTime(span.from)} to ${clockTime(span.to)}: now ${
        last.mLines ?? 'unknown'
      } m-lines, ${last.bytes === null ? 'unknown size' : bytes(last.bytes)}.`}
      footer={() =>
        `Rejected m-lines: ${rejected}. Last negotiation, slowest: ${slowest < 0 ? UNKNOWN : milliseconds(slowest)}`
      }
    />
  );
}
