import type { Row } from '../../../core/table/rows';
import { bytes, exactTime, integer, kilobits, UNKNOWN } from '../../../core/text/format';
import type { EncodingState, LayerStats } from '../../../protocol/state';
import { Foreign } from '../parts/Foreign';
import { HeadRow } from '../parts/HeadRow';
import { Facts, Section } from './Facts';

type Column<T> = [name: string, value: (item: T) => string | number | boolean | null | undefined];

const ENCODING: Column<EncodingState>[] = [
  ['rid', (e) => e.rid],
  ['active', (e) => e.active],
  ['maxBitrate', (e) => e.maxBitrate && `${kilobits(e.maxBitrate / 1000)} kbit/s`],
  ['max fps', (e) => e.maxFramerate],
  ['scale down by', (e) => e.scaleResolutionDownBy],
  ['mode', (e) => e.scalabilityMode],
];

const LAYER: Column<LayerStats>[] = [
  ['rid', (l) => l.rid],
  ['size', (l) => (l.width && l.height ? `${l.width}×${l.height}` : null)],
  ['fps', (l) => l.fps && Math.round(l.fps)],
  ['codec', (l) => l.codec?.replace(/^\w+\//, '').toUpperCase()],
  ['mode', (l) => l.scalabilityMode],
  ['sent', (l) => (l.bytesSent === null ? null : bytes(l.bytesSent))],
  ['frames', (l) => (l.framesEncoded === null ? null : integer(l.framesEncoded))],
  ['active', (l) => l.active],
  ['encoder', (l) => l.encoder],
];

/** What the page asked for, and what the statistics say of it, layer by layer. */
export function EncodingsSection({ row }: { row: Row }) {
  const { encodings, stats, codecPreferences } = row.transceiver;
  return (
    <>
      <Section title="Encodings">
        {encodings.length === 0 ? (
          <p class="quiet padded">None set; browser defaults apply.</p>
        ) : (
          <SmallTable caption="Encodings that the page set" items={encodings} columns={ENCODING} />
        )}
        {codecPreferences && (
          <Facts facts={[['Codec preferences', codecPreferences.join(', ') || 'none (the browser’s order)']]} />
        )}
      </Section>
      <Section title="Statistics per layer">
        {stats && stats.layers.length > 0 ? (
          <>
            <SmallTable caption="outbound-rtp statistics" items={stats.layers} columns={LAYER} />
            <p class="quiet padded">
              Measured, outbound-rtp at {exactTime(stats.at)}. An idle sender’s size is its last known one. The
              encoder’s name is available only while the page captures.
            </p>
          </>
        ) : (
          <p class="quiet padded">No outbound-rtp statistics yet.</p>
        )}
      </Section>
    </>
  );
}

/** Leaves out the columns in which nothing is known. */
function SmallTable<T>({ caption, items, columns }: { caption: string; items: readonly T[]; columns: Column<T>[] }) {
  const shown = columns.filter(([, value]) => items.some((item) => value(item) !== null && value(item) !== undefined));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may be wider than the pane and scrolls.
    <section class="small-table" tabIndex={0} aria-label={caption}>
      <table class="plain">
        <caption class="visually-hidden">{caption}</caption>
        <HeadRow names={shown.map(([name]) => name)} />
        <tbody>
          {items.map((item, i) => (
            <tr key={i}>
              {shown.map(([name, value]) => (
                <td key={name}>
                  <Foreign text={shownAs(value(item))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function shownAs(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === '') return UNKNOWN;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
