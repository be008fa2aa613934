import { expect, test } from '@playwright/test';
import { PARTS } from '../estimate/coefficients/parts';
import { growthBetween } from '../estimate/growth';
import { FakePage } from '../fixtures/page';
import { DocumentModel } from '../model/document';
import { rowsOf } from '../table/document-rows';
import { connectionVerdicts } from './connection';
import { evidenceOf } from './gather';
import { judge } from './verdict';

/** Three video receivers and one of audio that receive no more, one that does, one that never did, one that is stopped. */
function page() {
  const page = new FakePage('doc', 1_000);
  const connection = page.connect();
  const receivers = ['video', 'video', 'video', 'audio', 'video'].map((kind) =>
    page.receive(connection, kind as 'video' | 'audio'),
  );
  page.slot(connection, 'video');
  page.wait(10_000);
  for (const each of receivers) page.endReceiving(each);
  page.stop(receivers[2]!);
  page.receive(connection, 'video');
  return { page, connection };
}

function modelOf(page: FakePage, engine: 'chromium' | 'firefox' = 'chromium') {
  const update = page.update(true);
  const model = new DocumentModel(update.doc, 'recording', engine);
  model.apply(update);
  return model;
}

for (const engine of ['chromium', 'firefox'] as const) {
  test(`receivers that receive no more are counted with what they hold, beside the encoders, in ${engine}`, () => {
    const model = modelOf(page().page, engine);
    const { receivers, idleEstimate } = judge([evidenceOf(model)]);
    const { video, audio } = PARTS[engine].receiver;
    expect(receivers).toMatchObject({ senders: 4, unknown: 0 });
    expect(receivers.low).toBeCloseTo(3 * video.low + audio.low, 6);
    expect(receivers.high).toBeCloseTo(3 * video.high + audio.high, 6);
    expect(idleEstimate).toMatchObject({ senders: 0, high: 0 });
    const [verdict] = connectionVerdicts(evidenceOf(model));
    expect(verdict).toMatchObject({ deadReceivers: { video: 3, audio: 1 }, receivers });
    const rows = rowsOf(model, new Set([1]));
    expect(rows.filter(({ receiver }) => receiver !== null)).toHaveLength(4);
    expect(rows.map(({ transceiver, receiver }) => [transceiver.currentDirection, receiver?.state])).toContainEqual([
      'recvonly',
      undefined,
    ]);
  });
}

test('a closed connection holds none', () => {
  const { page: open, connection } = page();
  open.close(connection);
  expect(judge([evidenceOf(modelOf(open))]).receivers).toMatchObject({ senders: 0, low: 0, high: 0 });
});

test('a sender that received, too, has both, and its row holds their sum', () => {
  const both = new FakePage('doc', 1_000);
  const connection = both.connect();
  const made = both.publish(connection, { source: 'camera' });
  Object.assign(made, { direction: 'sendrecv' });
  both.resume(Object.assign(made, { currentDirection: 'sendrecv' }));
  both.log.findLast((entry) => entry.type === 'state')!;
  const last = both.log.findLast((entry) => entry.type === 'state');
  if (last?.type === 'state') last.currentDirection = 'sendrecv';
  both.unpublish(made);
  const [row] = rowsOf(modelOf(both), new Set([connection.id]));
  expect(row).toMatchObject({ estimate: { state: 'known' }, receiver: { state: 'known' } });
});

test('growth between two readings explains them, and leaves the rest smaller', () => {
  const { page: open } = page();
  const model = modelOf(open);
  const reading = (at: number, mib: number) => ({ at, mib, typed: '', note: '', jsHeapBytes: null });
  const sources = [{ history: model.history, connections: null }];
  const growth = growthBetween(sources, reading(2_000, 100), reading(open.now, 110));
  const { video, audio } = PARTS.chromium.receiver;
  expect(growth.deadReceivers.high).toBeCloseTo(3 * video.high + audio.high, 6);
  expect(growth.unexplained.high).toBeCloseTo(10 - growth.deadReceivers.low, 6);
});
