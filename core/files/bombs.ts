/** A small file that comes to much: its text, as pieces with how often each is repeated. */
export interface Bomb {
  name: string;
  /** Part of the refusal. */
  says: string;
  text: readonly (readonly [piece: string, times: number])[];
}

const M = 1_000_000;
const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
const event = (type: string, value: string) => `{"type":"${type}","timestamp":1,"value":"${quoted(value)}"}`;
const dump = (inside: Bomb['text']): Bomb['text'] => [['{"PeerConnections":{"1-1":{', 1], ...inside, ['}}}', 1]];

/** Ten thousand keys, no two of them alike. */
const keys = Array.from({ length: 10_000 }, (_, i) => `{"k${i}":0}`).join();
const outbound = (id: number, values: string) =>
  `"OT${id}-bytesSent":{"statsType":"outbound-rtp","startTime":1,"endTime":2,"values":"${quoted(values)}"},`;
const zeros = `[${'0,'.repeat(99_998)}0]`;

/** Each took gigabytes or minutes, or was shown, before its kind was counted. */
export const BOMBS: readonly Bomb[] = [
  {
    name: 'a list of objects',
    says: 'a JSON list',
    text: [
      ['[', 1],
      ['{},', 66 * M],
      ['{}]', 1],
    ],
  },
  {
    name: 'objects where connections should be',
    says: 'a list of more than 2,000,000 values at "PeerConnections[',
    text: [
      ['{"PeerConnections":[', 1],
      ['{},', 66 * M],
      ['{}]}', 1],
    ],
  },
  {
    name: 'objects in short lists',
    says: 'more than 320 MB of memory at "PeerConnections.1-1.x[',
    text: dump([
      ['"x":[', 1],
      [`[${'{},'.repeat(999)}{}],`, 30_000],
      ['0]', 1],
    ]),
  },
  {
    name: 'lists in lists',
    says: 'nests more than 32 deep',
    text: [
      ['{"PeerConnections":', 1],
      ['[', 100 * M],
    ],
  },
  { name: 'objects in objects', says: 'nests more than 32 deep', text: [['{"a":', 30 * M]] },
  {
    name: 'numbers',
    says: 'more than 320 MB of memory',
    text: dump([
      ['"x":[', 1],
      [`[${'1,'.repeat(9_999)}1],`, 9_000],
      ['0]', 1],
    ]),
  },
  {
    name: 'fractions among nulls',
    says: 'more than 320 MB of memory',
    text: dump([
      ['"x":[', 1],
      [`[null,${'.5,1'.repeat(9_999).slice(3)}],`, 4_500],
      ['0]', 1],
    ]),
  },
  {
    name: 'series without end',
    says: 'of memory for its statistics at "documents[0].series[',
    text: [
      ['{"format":"transceiver-inspector-recording","documents":[{"series":[', 1],
      [`{"at":[${'1,'.repeat(99_999)}1]},`, 900],
    ],
  },
  {
    name: 'one line of 50 MB',
    says: 'a text of more than 16 MB at "x"',
    text: [
      ['{"x":"', 1],
      ['a', 50 * M],
      ['"}', 1],
    ],
  },
  {
    name: 'one key again and again',
    says: 'an object of more than 200,000 members',
    text: [
      ['{', 1],
      ['"a":1,', 30 * M],
    ],
  },
  {
    name: 'the names of prototypes',
    says: 'an object of more than 200,000 members',
    text: [
      ['{', 1],
      ['"__proto__":{},"constructor":{"prototype":{}},', 3 * M],
    ],
  },
  {
    name: 'keys that are indexes',
    says: 'more than 320 MB',
    text: dump([
      ['"x":[[', 1],
      ['{"500":0},'.repeat(1000), 1],
      ['0]', 1],
      [`,[${'{"500":0},'.repeat(9_999)}0]`, 900],
      [']', 1],
    ]),
  },
  {
    name: 'keys',
    says: 'more than 320 MB',
    text: dump([
      ['"x":[', 1],
      [`[${keys}],`, 700],
      ['0]', 1],
    ]),
  },
  {
    name: 'objects inside the texts of a dump',
    says: 'holds a text whose JSON has a list of more than 100,000 values',
    text: dump([
      ['"stats":{', 1],
      [outbound(1, `[${'{},'.repeat(M)}0]`), 60],
      ['"x":{}}', 1],
    ]),
  },
  {
    name: 'nesting inside the texts of a dump',
    says: 'holds a text whose JSON nests more than 16 deep',
    text: dump([
      ['"updateLog":[', 1],
      [event('addTrack', '['.repeat(3 * M)), 1],
      [']', 1],
    ]),
  },
  {
    name: 'readings without end',
    says: 'more than 500,000 readings of senders',
    text: dump([
      ['"stats":{', 1],
      ...Array.from({ length: 100 }, (_, i) => [outbound(i, zeros), 1] as const),
      ['"x":{}}', 1],
    ]),
  },
  {
    name: 'a text over which a pattern takes days',
    says: 'describes a transceiver in',
    text: dump([
      ['"updateLog":[', 1],
      [event('transceiverAdded', `direction:'sendrecv',sender:{${'active:'.repeat(500_000)},receiver:`), 1],
      [']', 1],
    ]),
  },
  {
    name: 'nothing but line ends',
    says: 'the fault is at character 150000001',
    text: [
      ['{', 1],
      ['\n', 150 * M],
      ['x', 1],
    ],
  },
];

/** Its text, in pieces that fit into memory. */
export function* piecesOf({ text }: Bomb): Generator<string> {
  for (const [piece, times] of text) {
    const many = Math.max(1, Math.floor(M / piece.length));
    for (let left = times; left > 0; left -= many) yield piece.repeat(Math.min(left, many));
  }
}
