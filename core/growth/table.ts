/**
 * Rows as text, the first of them the head: the first column flush left, the others flush right. The rule is
 * not of hyphens, which CI systems take for an order at the beginning of a line.
 */
export function columnsText([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ');
  return [line(head), '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...rows.map(line)];
}

/** `31.9 .. 32.2`; `unknown` where there is none. */
export function intervalText(interval: { low: number; high: number } | null): string {
  return interval ? `${interval.low.toFixed(1)} .. ${interval.high.toFixed(1)}` : 'unknown';
}
