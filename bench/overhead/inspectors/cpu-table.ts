import { toTable } from '../../lib/docs/block';
import type { Report } from '../../lib/docs/report';

/** The figures' names, as cpu.ts makes them. */
const NAME = /^main thread, (\d+) transceivers(?:, (.+))?$/;

/** A row for each inspector, a column for each number of sending transceivers; the lowest of a column is bold. */
export function cpuTable({ figures, peers }: Pick<Report, 'figures' | 'peers'>): string {
  const cellsOf = (all: Report['figures'], peer = '') =>
    all.flatMap(({ name, value }) => {
      const [, count, us] = NAME.exec(name) ?? [];
      return count ? [{ count: Number(count), who: us ?? peer, value }] : [];
    });
  const cells = [...cellsOf(figures), ...peers.flatMap((peer) => cellsOf(peer.figures, peer.name))];
  const counts = [...new Set(cells.map(({ count }) => count))].sort((a, b) => a - b);
  const rows = [...new Set(cells.map(({ who }) => who))].map((who) => [
    who,
    ...counts.map((count) => {
      const column = cells.filter((cell) => cell.count === count);
      const cell = column.find((each) => each.who === who);
      if (!cell) return '–';
      const shown = cell.value.toFixed(2);
      return cell.value === Math.min(...column.map(({ value }) => value)) ? `**${shown}**` : shown;
    }),
  ]);
  return toTable(['sending transceivers', ...counts.map((count) => `${count}:`)], rows);
}
