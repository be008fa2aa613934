import { expect, test } from '@playwright/test';
import type { LayerStats, StatsSample } from '../../../protocol/state';
import { FakeConnection, FakeTransceiver, withFakeNatives } from '../fixtures/natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';

type Entry = { id: string; type: string } & Record<string, unknown>;
type Records = typeof import('../records');
type Stats = typeof import('./stats');
type Guard = typeof import('../base/guard');

const { records, stats, guard } = await withFakeNatives(async () => ({
  records: (await import('../records')) as Records,
  stats: (await import('./stats')) as Stats,
  guard: (await import('../base/guard')) as Guard,
}));

interface Sender {
  mid: string;
  rids?: (string | null)[];
}

/** A connection that is sampled twice: as the hook does, by ids, and with every report gone through as a whole. */
class Sampled {
  readonly #connection = new FakeConnection();
  readonly #byIds: ConnectionRecord;
  readonly #whole: ConnectionRecord;

  constructor(senders: readonly Sender[]) {
    this.#byIds = this.#record(senders);
    this.#whole = this.#record(senders);
  }

  #record(senders: readonly Sender[]): ConnectionRecord {
    const record = records.addConnection(this.#connection as never, null);
    for (const sender of senders) add(record, sender);
    return record;
  }

  /** What the page did between two samples, to both. */
  change(what: (record: ConnectionRecord, senders: TransceiverRecord[]) => void): void {
    for (const record of [this.#byIds, this.#whole]) what(record, Array.from(record.transceivers));
  }

  /** Samples a report. @returns the layers of each sender, which must be the same in both ways */
  async sample(...entries: Entry[]): Promise<(LayerStats[] | null)[]> {
    this.#connection.entries = entries;
    this.#whole.outbounds = [];
    await stats.sampleStats(this.#whole);
    const expected = layersOf(this.#whole);
    this.#connection.walks = 0;
    await stats.sampleStats(this.#byIds);
    expect(layersOf(this.#byIds)).toEqual(expected);
    expect(guard.takeErrors(true)).toEqual([]);
    return expected;
  }

  /** Whether the last sample went through the whole report. */
  get walked(): boolean {
    return this.#connection.walks > 0;
  }
}

function add(record: ConnectionRecord, { mid, rids = [null] }: Sender): TransceiverRecord {
  const transceiver = new FakeTransceiver(mid);
  kept.push(transceiver);
  const facts = { kind: 'video', direction: 'sendonly', madeBy: 'addTransceiver', madeStack: null } as const;
  const one = records.addTransceiver(record, transceiver as never, {} as never, facts);
  return Object.assign(one, { index: Number(mid), hasSent: true, phase: 'sending' as const, rids });
}
/** Records hold what they are of weakly. */
const kept: unknown[] = [];

const layersOf = ({ transceivers }: ConnectionRecord) =>
  Array.from(transceivers, (one) => (one.stats as StatsSample | null)?.layers ?? null);

const vp8: Entry = { id: 'C96', type: 'codec', mimeType: 'video/VP8' };
const h264: Entry = { id: 'C102', type: 'codec', mimeType: 'video/H264' };
const outbound = (id: string, mid: string, more: object = {}): Entry => ({
  ...{ id, type: 'outbound-rtp', mid, codecId: vp8.id, frameWidth: 1280, frameHeight: 720, framesEncoded: 1 },
  ...more,
});
const layer = (rid: string, more: object = {}) => outbound(`O-${rid}`, '0', { rid, ...more });
const simulcast = { mid: '0', rids: ['q', 'h', 'f'] };
const codecs = (layers: LayerStats[] | null) => layers?.map(({ codec }) => codec) ?? null;
const rids = (layers: LayerStats[] | null) => layers?.map(({ rid }) => rid) ?? null;

test('what was read before is asked for by its id, and a report is gone through only where that does not do', async () => {
  const call = new Sampled([{ mid: '0' }]);
  await call.sample(vp8, outbound('O1', '0'));
  expect(call.walked).toBe(true);
  const [layers] = await call.sample(vp8, outbound('O1', '0', { framesEncoded: 30 }));
  expect(layers).toMatchObject([{ framesEncoded: 30, codec: 'video/vp8', width: 1280 }]);
  expect(call.walked).toBe(false);
});

test('ids vanish: the others go on, and what comes in their place is read', async () => {
  const call = new Sampled([{ mid: '0' }, { mid: '1' }]);
  await call.sample(vp8, outbound('O1', '0'), outbound('O2', '1'));
  // The page stops the second one: its m-line is free, and its statistics go.
  call.change((_, [, second]) => Object.assign(second!, { phase: 'stopped', index: null }));
  const [first] = await call.sample(vp8, outbound('O1', '0', { framesEncoded: 60 }));
  expect(first).toMatchObject([{ framesEncoded: 60 }]);
  await call.sample(vp8, outbound('O1', '0', { framesEncoded: 90 }));
  expect(call.walked).toBe(false);
  // The m-line is recycled.
  call.change((record) => {
    add(record, { mid: '1' });
    record.outbounds = [];
  });
  const after = await call.sample(vp8, outbound('O1', '0'), outbound('O3', '1', { ssrc: 3 }));
  expect(after[2]).toMatchObject([{ ssrc: 3 }]);
});

test('an id gives way to another, with a new SSRC', async () => {
  const call = new Sampled([{ mid: '0' }]);
  await call.sample(vp8, outbound('O1', '0', { ssrc: 1 }));
  const [layers] = await call.sample(vp8, outbound('O2', '0', { ssrc: 2 }));
  expect(layers).toMatchObject([{ ssrc: 2 }]);
});

test('encodings come one after the other', async () => {
  const call = new Sampled([simulcast]);
  const found = [];
  for (const names of [['q'], ['q'], ['q', 'h'], ['q', 'h', 'f'], ['q', 'h', 'f']])
    found.push(rids((await call.sample(vp8, ...names.map((rid) => layer(rid))))[0]!));
  expect(found).toEqual([['q'], ['q'], ['q', 'h'], ['q', 'h', 'f'], ['q', 'h', 'f']]);
  expect(call.walked).toBe(false);
});

test('a layer of simulcast goes, and comes back', async () => {
  const call = new Sampled([simulcast]);
  const found = [];
  for (const names of [
    ['q', 'h', 'f'],
    ['q', 'h'],
    ['q', 'h'],
    ['q', 'h', 'f'],
  ])
    found.push(rids((await call.sample(vp8, ...names.map((rid) => layer(rid))))[0]!));
  expect(found).toEqual([
    ['q', 'h', 'f'],
    ['q', 'h'],
    ['q', 'h'],
    ['q', 'h', 'f'],
  ]);
});

test('simulcast by a description alone: more layers than encodings, from a negotiation on', async () => {
  const call = new Sampled([{ mid: '0' }]);
  await call.sample(vp8, layer('q'));
  await call.sample(vp8, layer('q'));
  call.change((record) => {
    record.outbounds = [];
  });
  const [layers] = await call.sample(vp8, layer('q'), layer('h'), layer('f'));
  expect(rids(layers!)).toEqual(['q', 'h', 'f']);
});

test('the codec changes: by another codec’s id, and under the same id', async () => {
  const call = new Sampled([{ mid: '0' }, { mid: '1' }]);
  const found = [];
  for (const entries of [
    [vp8, outbound('O1', '0'), outbound('O2', '1')],
    [vp8, h264, outbound('O1', '0', { codecId: h264.id }), outbound('O2', '1')],
    [{ ...vp8, mimeType: 'video/AV1' }, h264, outbound('O1', '0', { codecId: h264.id }), outbound('O2', '1')],
  ])
    found.push((await call.sample(...entries)).map(codecs));
  expect(found).toEqual([
    [['video/vp8'], ['video/vp8']],
    [['video/h264'], ['video/vp8']],
    [['video/h264'], ['video/av1']],
  ]);
});

test('a report lacks some ids, all of them, or the codec’s: what was read last stays', async () => {
  const call = new Sampled([{ mid: '0' }, { mid: '1' }]);
  const both = [outbound('O1', '0'), outbound('O2', '1', { encoderImplementation: 'libvpx' })];
  await call.sample(vp8, ...both);
  for (const entries of [[vp8, both[0]!], [vp8, both[1]!], [], both, [{ id: 'O1', type: 'candidate-pair' }], [vp8]]) {
    const found = await call.sample(...entries);
    expect(found.map(codecs)).toEqual([['video/vp8'], ['video/vp8']]);
    expect(found[1]).toMatchObject([{ encoder: 'libvpx' }]);
  }
  await call.sample(vp8, ...both);
  expect(call.walked).toBe(true);
  await call.sample(vp8, ...both);
  expect(call.walked).toBe(false);
});

test('what the far end reports comes later, and is no layer', async () => {
  const call = new Sampled([{ mid: '0' }]);
  const remote: Entry = { id: 'R1', type: 'remote-inbound-rtp', localId: 'O1', mid: '0', roundTripTime: 0.1 };
  await call.sample(vp8, outbound('O1', '0'));
  const [layers] = await call.sample(vp8, remote, outbound('O1', '0', { remoteId: 'R1' }));
  expect(layers).toHaveLength(1);
  expect(call.walked).toBe(false);
});

test('a second sender comes with a negotiation: it is read in the first sample, also where it is idle by then', async () => {
  const call = new Sampled([{ mid: '0' }]);
  await call.sample(vp8, outbound('O1', '0'));
  for (const phase of ['sending', 'idle'] as const) {
    const mid = phase === 'sending' ? '1' : '2';
    call.change((record) => {
      const one = add(record, { mid });
      Object.assign(one, { phase, idleSince: phase === 'idle' ? Date.now() : null });
      record.outbounds = [];
    });
    const sent = ['0', '1', '2'].slice(0, Number(mid) + 1).map((each) => outbound(`O${each}`, each));
    const found = await call.sample(vp8, ...sent);
    expect(found.map(codecs)).toEqual(sent.map(() => ['video/vp8']));
    await call.sample(vp8, ...sent);
    expect(call.walked).toBe(false);
  }
});

test('a data channel that was dropped: reports are gone through until it is known to be over', async () => {
  const call = new Sampled([{ mid: '0' }]);
  await call.sample(vp8, outbound('O1', '0'));
  call.change((record) => {
    record.channels.vanished = 1;
  });
  await call.sample(vp8, outbound('O1', '0'), { id: 'D1', type: 'data-channel', state: 'open' });
  expect(call.walked).toBe(true);
});
