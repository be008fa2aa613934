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
