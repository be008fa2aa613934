import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type FullResult, resultOfRecording } from '../../../findings/full-result';
import { seededRandom } from '../../../fixtures/hostile/mutants';
import { BadFile } from '../../fault';
import type { RecordingModel } from '../../format/recording-model';
import { openRecording, parseRecording } from '../../read/open';
import { PAIRS, pairOf } from './fixtures/pairs';

/** All that is said of connections that are in `ids`, as page and number. */
function saidOf(recording: RecordingModel, ids: ReadonlySet<string>) {
  const { findings, publishing, connections, unchecked, libraries } = resultOfRecording(recording);
  const isIn = ({ document, connection }: { document: string; connection: number | null }) =>
    connection === null || ids.has(`${document}-${connection}`);
  return {
    findings: findings.filter(isIn),
    // Transceivers are numbered in their document, which may hold more connections.
    publishing: publishing.findings.filter(isIn).map((each) => ({ ...each, idleIds: each.idleIds.length })),
    connections: connections.filter(isIn),
    unchecked,
    libraries,
    states: recording.documents
      .flatMap((model) =>
        [...model.connections.values()].map((state) => ({ document: model.id, connection: state.id, state })),
      )
      .filter(isIn)
      .map(({ state }) => ({ ...state, madeAt: 0 })),
  };
}

const idsIn = ({ connections }: Pick<FullResult, 'connections'>) =>
  new Set(connections.map(({ document, connection }) => `${document}-${connection}`));

for (const name of PAIRS) {
  test(`both dumps of one call say the same, field by field: ${name}`, () => {
    const { internals, rtcstats } = pairOf(name);
    const ours = parseRecording(internals);
    const ids = idsIn(resultOfRecording(ours));
    expect(ids.size).toBe(2);
    expect(saidOf(parseRecording(rtcstats), ids)).toEqual(saidOf(ours, ids));
  });
}

test('connections from before a reload are in Chrome’s rtcstats dump only, and have ended', () => {
  const { internals, rtcstats } = pairOf('reloaded');
  const kept = idsIn(resultOfRecording(parseRecording(internals)));
  const result = resultOfRecording(parseRecording(rtcstats));
  const more = result.connections.filter(({ document, connection }) => !kept.has(`${document}-${connection}`));
  expect(more).toHaveLength(2);
  expect(more[0]).toMatchObject({ verdict: 'growing', publishes: 3, idle: { audio: 0, video: 3 } });
  expect(result.findings.filter(({ ended }) => ended).map(({ id }) => id)).toEqual([
    'idle-senders',
    'receivers-piling-up',
  ]);
});

test('a page that was reloaded in the middle: before it 3 left idle, after it 4', async () => {
  const file = readFileSync('core/files/importers/chrome-rtcstats/fixtures/customer-reload.gz');
  const recording = await openRecording(new Blob([file]));
  const { connections, state } = resultOfRecording(recording);
  const publishers = connections.filter(({ publishes }) => publishes > 0);
  expect(publishers.map(({ idle }) => idle.video)).toEqual([3, 4]);
  expect(publishers[1]).toMatchObject({
    verdict: 'growing',
    transceivers: { audio: 1, video: 5 },
    mLines: 6,
    sdpBytes: 21669,
  });
  expect(state).toBe('growing');
  expect(recording.environment).toMatchObject({ userAgent: 'Chromium/156', platform: 'Linux', deviceMemoryGiB: 16 });
});

test('a file that is cut off, and one with damaged lines: shown, and said', () => {
  const { rtcstats } = pairOf('removed');
  const notesOf = (text: string) =>
    resultOfRecording(parseRecording(text))
      .notices.map(({ sentence }) => sentence)
      .join(' ');
  expect(notesOf(rtcstats)).toBe('');
  expect(notesOf(rtcstats.slice(0, -200))).toContain('it is cut off');
  expect(notesOf(rtcstats.replace('["addTransceiver"', '["addTransceiver'))).toContain('Line 6 is damaged');
});

test('no connection, and no line: one sentence', () => {
  const head = 'RTCStatsDump\n{"fileFormat":3}\n';
  expect(() => parseRecording(head)).toThrow('This rtcstats dump holds no line that can be read.');
  expect(() => parseRecording(`${head}["create",null,{},1795627530210]\n`)).toThrow('holds no peer connection');
});

/** A copy with one to three faults: in its characters, its lines, or in the values of a line. */
function damaged(text: string, seed: number): string {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const odd = [
    null,
    -1,
    1e308,
    '',
    '__proto__',
    [],
    {},
    [null],
    true,
    'x'.repeat(5_000),
    '[[[[[[[[[[[[[[[[[[[[[',
    { length: 3 },
  ];
  const lines = text.split('\n');
  for (let i = 0; i <= below(3); i++) {
    const at = below(lines.length);
    const line = lines[at]!;
    const how = below(6);
    if (how === 0) lines.splice(at, 1 + below(20));
    else if (how === 1) lines[at] = line.slice(0, below(line.length));
    else if (how === 2) lines.splice(at, 0, lines[below(lines.length)] ?? '');
    else if (how === 3) return lines.join('\n').slice(0, below(text.length));
    else {
      try {
        const list = JSON.parse(line);
        let node = list;
        for (;;) {
          const keys = Object.keys(node);
          const key = keys[below(keys.length)]!;
          if (typeof node[key] === 'object' && node[key] !== null && random() < 0.8) node = node[key];
          else {
            node[key] = odd[below(odd.length)];
            break;
          }
        }
        lines[at] = JSON.stringify(list);
      } catch {
        lines[at] = `${line}"<`;
      }
    }
  }
  return lines.join('\n');
}

/** A call in a size of which thousands can be read: few readings, of senders only, and short descriptions. */
function small(): string {
  let readings = 0;
  return pairOf('replaced')
    .rtcstats.split('\n')
    .filter((line) => !/^\["(create\w+OnSuccess|addIceCandidate|onice)/.test(line))
    .filter((line) => !line.startsWith('["getStats"') || readings++ % 5 === 0)
    .map((line) => (line.startsWith('[') ? JSON.stringify(shortened(JSON.parse(line))) : line))
    .join('\n');
}

function shortened([name, id, value, ...rest]: any[]): unknown[] {
  const kept = /^(outbound-rtp|media-source|codec)$/;
  if (name === 'getStats') {
    const entries = Object.entries<any>(value).filter(([, entry]) => kept.test(entry.type));
    return [name, id, Object.fromEntries(entries), ...rest];
  }
  if (typeof value?.sdp !== 'string') return [name, id, value, ...rest];
  const lines = value.sdp
    .split('\r\n')
    .filter((line: string) => /^(v=|m=|a=(mid|msid|sendrecv|sendonly|recvonly|inactive))/.test(line));
  return [name, id, { ...value, sdp: `${lines.join('\r\n')}\r\n` }, ...rest];
}

function readDamaged(count: number): void {
  const good = small();
  const said = { refused: 0, shown: 0 };
  for (let seed = 0; seed < count; seed++) {
    const text = damaged(good, seed);
    const since = performance.now();
    try {
      resultOfRecording(parseRecording(text));
      said.shown += 1;
    } catch (error) {
      if (!(error instanceof BadFile)) throw new Error(`Copy ${seed}: ${(error as Error).stack}`);
      expect(error.message).toMatch(/^[^\n]{10,400}[.…]$/);
      said.refused += 1;
    }
    expect(performance.now() - since, `copy ${seed}`).toBeLessThan(5_000);
  }
  console.log(`damaged rtcstats dumps: ${said.refused} refused, ${said.shown} shown`);
  expect(said.shown).toBeGreaterThan(count / 10);
  expect(said.refused).toBeGreaterThan(0);
}

test('500 damaged copies: one sentence or a result, nothing else', () => {
  readDamaged(500);
});

test('5,000 damaged copies: one sentence or a result, nothing else @full', () => {
  test.setTimeout(600_000);
  readDamaged(5_000);
});
