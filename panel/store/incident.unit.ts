import { expect, test } from '@playwright/test';
import { FakePage } from '../../core/fixtures/page';
import { shareRepeatedly } from '../../core/fixtures/scenes';
import { trialText } from '../../core/incident/words';
import { setUp } from '../fixtures/store';

/** A page that shares so often, opened in the panel. */
function opened({ transport, store, clock }: ReturnType<typeof setUp>, id: string, shares: number) {
  const page = new FakePage(id, clock.now);
  page.switchPatch(store.patch.value);
  page.unpublish(shareRepeatedly(page.wait(1_000), page.connect(), shares));
  const link = transport.open({ key: id });
  link.say(page.update(true));
  clock.now = page.now;
  return link;
}

test('a trial over a reload keeps both halves; a reload without a patch begins anew', () => {
  const panel = setUp();
  const { transport, store, clock } = panel;
  const lines = () => trialText(store.results.incident.value.trial);
  const first = opened(panel, 'one', 4);
  expect(store.results.incident.value).toMatchObject({ state: 'growing', past: false, tryFirst: 'reuse' });
  store.setPatch('reuse');
  transport.navigated('https://app.example/room/42');
  first.close();
  const second = opened(panel, 'two', 3);
  expect(lines()).toContain('Before: 4 of 4 left idle. With Reuse: 1 of 3.');
  store.setPatch('none');
  store.clearView();
  expect(lines()).toContain('Before: 4 of 4 left idle. With Reuse: 1 of 3.');
  clock.now += 10_000;
  transport.navigated('https://app.example/room/42');
  second.close();
  expect(store.results.incident.value).toMatchObject({ finding: null, trial: [], past: false });
  store.dispose();
});

test('a trial on the chosen connection: both halves are of it, and of nothing else', () => {
  const panel = setUp();
  const { transport, store, clock } = panel;
  const page = new FakePage('one', clock.now);
  const [first, second] = [page.wait(1_000).connect(), page.wait(1_000).connect()];
  page.unpublish(shareRepeatedly(page, first, 4));
  page.unpublish(shareRepeatedly(page, second, 5));
  const link = transport.open({ key: 'one' });
  link.say(page.update(true));
  const trial = () => trialText(store.results.incident.value.trial);
  const choose = (connection: number | null) => {
    store.selection.scope.value = connection === null ? null : { document: 'one', connection };
  };
  choose(second.id);
  store.setPatch('reuse');
  page.wait(1_000).switchPatch('reuse');
  link.say(page.update());
  expect(trial()).toBe('Before: 5 of 5 left idle.');
  // What is shared on another connection does not count.
  page.unpublish(shareRepeatedly(page, first, 2));
  link.say(page.update());
  expect(trial()).toBe('Before: 5 of 5 left idle.');
  expect(store.results.incident.value.trial.find(({ patch }) => patch === 'reuse')).toBeUndefined();
  page.unpublish(shareRepeatedly(page, second, 3));
  link.say(page.update());
  expect(trial()).toBe('Before: 5 of 5 left idle. With Reuse: 0 of 3.');
  choose(first.id);
  expect(trial()).toBe('Before: 4 of 4 left idle. With Reuse: 0 of 2.');
  choose(null);
  expect(trial()).toBe('Before: 9 of 9 left idle. With Reuse: 0 of 5.');
  store.dispose();
});
