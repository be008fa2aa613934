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
  changes('a sample', () => {
    page.wait(1_000).sample();
    link.say(page.update());
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
