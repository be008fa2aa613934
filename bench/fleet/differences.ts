import type { Range } from '../../core/estimate/totals';
import type { Answers } from './sql';
import { type Call, type Group, groupCalls, type Truth } from './truth';

type Names = [question: keyof Answers, columns: readonly string[], nameOf: (call: Call) => string | null];

const GROUPED: readonly Names[] = [
  ['app-versions', ['appVersion'], (call) => call.appVersion],
  [
    'libraries',
    ['library', 'libraryVersion'],
    ({ library, libraryVersion }) => library && `${library} ${libraryVersion}`,
  ],
  ['browsers', ['browser'], (call) => call.browser],
  ['weeks', ['week'], (call) => call.week],
];

/** Where the answers of SQL are not what is true of the made files; empty where all are. */
export function differences(answers: Answers, { calls }: Truth): string[] {
  const counts = GROUPED.flatMap(([question, columns, nameOf]) => {
    const truth = groupCalls(calls, nameOf);
    const rows = new Map(answers[question].map((row) => [nameIn(row, columns), groupIn(row)]));
    return [...new Set([...truth.keys(), ...rows.keys()])].flatMap((name) => {
      const [expected, got] = [truth.get(name), rows.get(name)].map((group) => JSON.stringify(group));
      return expected === got ? [] : [`${question}, ${name}: ${got} in place of ${expected}`];
    });
  });
  return [...counts, ...orderFaults(answers), ...memoryFaults(answers, calls)];
}

const nameIn = (row: Record<string, unknown>, columns: readonly string[]) =>
  [...new Set(columns.map((column) => String(row[column])))].join(' ');

function groupIn(row: Record<string, unknown>): Group {
  return { connections: Number(row.connections), growing: Number(row.growing), idle: Number(row.idle) };
}

/** The worst is the first row. */
function orderFaults(answers: Answers): string[] {
  return GROUPED.flatMap(([question]) => {
    const shares = answers[question].map((row) => Number(row.growing) / Number(row.connections));
    return question === 'weeks' || shares[0] === Math.max(...shares) ? [] : [`${question}: the worst is not the first`];
  });
}

/** Made calls have idle encoders of known sizes, real dumps have at least none of theirs left out. */
function memoryFaults(answers: Answers, calls: readonly Call[]): string[] {
  const known = (end: keyof Range) => calls.reduce((sum, { idle, mibEach }) => sum + (mibEach?.[end] ?? 0) * idle, 0);
  const dumps = calls.reduce((sum, { idle, mibEach }) => sum + (mibEach === null ? idle : 0), 0);
  const sum = (column: string) => answers.memory.reduce((all, row) => all + Number(row[column]), 0);
  const idle = calls.reduce((all, call) => all + call.idle, 0);
  const expected = { low: known('low'), high: known('high') };
  // An idle encoder in a dump is one of 640×360.
  const most = dumps * 15;
  return [
    ...(sum('idleSenders') === idle ? [] : [`memory: ${sum('idleSenders')} idle senders in place of ${idle}`]),
    ...within('low', sum('mibLow'), expected.low, expected.low + most),
    ...within('high', sum('mibHigh'), expected.high, expected.high + most),
  ];
}

const within = (what: string, value: number, low: number, high: number) =>
  value >= low - 2 && value <= high + 2 ? [] : [`memory, ${what}: ${value} MiB, not ${low} to ${high}`];
