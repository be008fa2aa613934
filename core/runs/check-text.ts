import type { CheckResult } from '../model/types';

/** `FAIL in “Run 1”: the first reason (and 2 more).` */
export function checkText(name: string, { verdict, reasons: [first, ...more] }: CheckResult): string {
  const reason = first ? `: ${first.replace(/\.$/, more.length > 0 ? ` (and ${more.length} more).` : '.')}` : '.';
  return `${verdict} in “${name}”${reason}`;
}
