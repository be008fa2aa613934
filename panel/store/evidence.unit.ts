import { expect, test } from '@playwright/test';
import { FakePage } from '../../core/fixtures/page';
import { evidenceOf } from '../../core/verdict/gather';
import { setUp, T0 } from '../fixtures/store';

test('the same state is the same evidence; whatever changes makes it another', () => {
  const { transport, store } = setUp();
  const page = new FakePage('doc', T0);
  const link = transport.open({ key: 'doc' });
  const connection = page.connect();
  const share = page.publish(connection);
  link.say(page.update(true));
  const record = store.documents.value[0]!;
  const evidence = () => evidenceOf(record.view);
  let before = evidence();
  const changes = (what: string, change: () => void) => {
    change();
    expect(evidence(), what).not.toBe(before);
    before = evidence();
    expect(evidence(), what).toBe(before);
  };
  expect(evidence()).toBe(before);
  expect(evidenceOf(record.view, new Set([connection.id]))).not.toBe(before);
  expect(evidence()).toBe(before);
  const sampleAfter = (ms: number) => {
    page.wait(ms).sample();
    link.say(page.update());
  };
  const result = store.results.result.value;
  for (let i = 0; i < 3; i++) sampleAfter(1_000);
  expect(evidence(), 'samples in which it only goes on').toBe(before);
  expect(store.results.result.value, 'nothing was judged anew').toBe(result);
  changes('another frame size', () => {
    share.stats!.layers[0]!.width = 320;
    sampleAfter(1_000);
  });
  changes('an unpublish', () => {
    page.unpublish(share);
    link.say(page.update());
  });
  changes('a switched patch', () => {
    page.switchPatch('reuse');
    link.say(page.update());
  });
  expect(before.switchedAt).toBe(page.patchSince);
  changes('a closed connection', () => {
    page.close(connection);
    link.say(page.update());
  });
  changes('the end of the page', () => link.close());
});
