import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { PATCHES } from '../../protocol/patches';
import type { CaseResult, SystemArm } from './types';

const BEGIN = '<!-- Written by npm run test:systems, row by row. -->';
const END = '<!-- End of what npm run test:systems writes. -->';

const HEAD = [
  'system, case',
  'versions',
  'verdict without us',
  ...PATCHES.map((patch, i) => (i === 0 ? `MiB per cycle: ${patch}` : patch)),
  'transceivers per publish',
  'picture intact',
  'first frame, ms',
  'kbit/s at 5 s',
  'reasons in the patch log',
];

/** Puts a case's row into the table, in place of the one of as many cycles or fewer. All else stays. */
export function writeRow(file: string, result: CaseResult): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : `# Systems\n\n${BEGIN}\n${END}\n`;
  const [before, rest] = text.split(BEGIN);
  const [table, after] = (rest ?? '').split(END);
  if (after === undefined) throw new Error(`${file} has lost the marks around its table.`);
  const row = rowOf(result);
  const key = keyOf(row);
  const rows = (table ?? '').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith(`| ${HEAD[0]} `));
  const at = rows.findIndex((line) => keyOf(line) === key);
  if (at < 0) rows.push(row);
  else if (cyclesOf(row) >= cyclesOf(rows[at]!)) rows[at] = row;
  const head = [`| ${HEAD.join(' | ')} |`, `|${HEAD.map(() => '---').join('|')}|`];
  writeFileSync(file, `${before}${BEGIN}\n${[...head, ...rows].join('\n')}\n${END}${after}`);
}

const keyOf = (row: string) => row.split(' | ')[0];
const cyclesOf = (row: string) => Number(/\d+ of (\d+)/.exec(row)?.[1] ?? 0);

function rowOf({ system, case: title, server, client, browser, arms }: CaseResult): string {
  const of = (patch: SystemArm['patch']) => arms.find((arm) => arm.patch === patch);
  const none = of('none');
  const mib = (patch: SystemArm['patch']) => number(of(patch)?.perCycleMiB, 1);
  const versions = [server && `server ${server}`, client && `client ${client}`, browser].filter(Boolean).join(', ');
  const each = (cell: (arm: SystemArm) => string) => arms.map(cell).join(' / ');
  const against = (key: 'firstFrameMs' | 'kbit5s') =>
    each((arm) => (arm === none ? number(arm[key], 0) : percent(arm[key], none?.[key])));
  const cells = [
    `${system}: ${title}`,
    versions,
    none?.verdict ?? 'not run',
    ...PATCHES.map(mib),
    each((arm) => `${arm.transceiversPerPublish}`),
    each((arm) => `${arm.intact} of ${arm.cycles}`),
    against('firstFrameMs'),
    against('kbit5s'),
    arms.flatMap(({ patch, reasons }) => reasonsOf(patch, reasons)).join('<br>'),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
}

const number = (value: number | null | undefined, digits: number) => (value == null ? '–' : value.toFixed(digits));

function percent(value: number | null, base: number | null | undefined): string {
  if (value === null || !base) return '–';
  const change = Math.round((value / base - 1) * 100);
  return `${change < 0 ? '' : '+'}${change} %`;
}

/** The switch itself says nothing of the system. */
function reasonsOf(patch: string, reasons: string[]): string[] {
  const telling = reasons.filter((reason) => !reason.includes('The patch was switched'));
  return telling.length ? [`${patch}: ${telling.join('; ')}`] : [];
}
