import { engineOf } from '../../../core/estimate/coefficients/engine';
import { type Factor, factorOf, factorText } from '../../../core/estimate/factor';
import { type Growth, growthBetween } from '../../../core/estimate/growth';
import { formatChange, type Range } from '../../../core/estimate/totals';
import type { Reading } from '../../../core/model/types';
import { clockTime, megabytes, plural, UNKNOWN } from '../../../core/text/format';
import { useStore } from '../context';
import { Uncalibrated } from '../estimate/Uncalibrated';

/** What became more between two readings: measured, and how much of it the estimates explain. */
export function GrowthTable({ from, to }: { from: Reading; to: Reading }) {
  const { documents, readings, browser } = useStore();
  const page = documents.value.find(({ info }) => info.value.top);
  if (from.at >= to.at) return <p>Choose an earlier reading to start from: growth goes from one to a later one.</p>;
  if (!page || page.info.value.startedAt > from.at) {
    return <p>The page was loaded anew after the first of these: choose two readings of one load of the page.</p>;
  }
  const sources = documents.value.map((record) => {
    void record.historyVersion.value;
    return { history: record.history, connections: null };
  });
  const engine = engineOf(browser.value.userAgent);
  const growth = growthBetween(sources, from, to, engine);
  const between = readings.list.value.filter(({ at }) => at >= from.at && at <= to.at);
  return (
    <div class="growth">
      <table class="plain">
        <caption>
          Growth from {clockTime(from.at)} to {clockTime(to.at)} <Uncalibrated />
        </caption>
        <tbody>
          {rowsOf(growth, factorOf(sources, between, engine)).map(({ name, value, kind, strong }) => (
            <tr key={name} class={strong ? 'strong' : ''}>
              <th scope="row">{name}</th>
              <td class="number">{value}</td>
              <td class="quiet">{kind}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {growth.unknown > 0 && (
        <p class="quiet">
          {plural(growth.unknown, 'sender')} with unknown memory, which is in the part that is not explained.
        </p>
      )}
      {growth.advice && <p>{growth.advice}</p>}
    </div>
  );
}

interface GrowthRow {
  name: string;
  value: string;
  kind: string;
  strong?: boolean;
}

function rowsOf(growth: Growth, factor: Factor | null): GrowthRow[] {
  const { measured, idle, sending, audio, deadReceivers, receivers, unexplained, jsHeap } = growth;
  const estimate = (name: string, range: Range) => ({ name, value: formatChange(range), kind: 'estimate' });
  const more = receivers.more === 0 ? '' : `, ${signed(receivers.more, String(Math.abs(receivers.more)))}`;
  return [
    {
      name: 'The page’s process',
      value: signed(measured, megabytes(Math.abs(measured))),
      kind: 'measured',
      strong: true,
    },
    estimate('Idle encoders', idle),
    estimate('Sending encoders', sending),
    estimate('Audio senders', audio),
    estimate('Receivers that receive no more', deadReceivers),
    { name: 'Receiving', value: 'unknown', kind: `${plural(receivers.now, 'receiver')}${more}; not estimated` },
    { ...estimate('Not explained by this tool', unexplained), kind: 'measured − estimates', strong: true },
    {
      name: 'Of that, JS heap',
      value: jsHeap === null ? UNKNOWN : signed(jsHeap, megabytes(Math.abs(jsHeap))),
      kind: 'measured; holds no encoders',
    },
    {
      name: 'Factor by your readings',
      value: factor ? factorText(factor) : UNKNOWN,
      kind: factor ? 'measured ÷ estimates; not applied' : 'the estimates grew by less than 100 MB',
    },
  ];
}

function signed(value: number, text: string): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${text}`;
}
