import { expect, test } from '@playwright/test';
import { FakePage } from '../../../core/fixtures/page';
import { shareRepeatedly } from '../../../core/fixtures/scenes';
import { setUp, T0 } from '../../fixtures/store';

test.describe('downscale by hand', () => {
  function opened() {
    const { transport, store, clock } = setUp();
    const page = new FakePage('doc', T0);
    const connection = page.connect();
    shareRepeatedly(page, connection, 4);
    page.unpublish(page.publish(connection, { kind: 'audio' }));
    const link = transport.open({ key: 'a' });
    link.say(page.update(true));
    return { transport, store, clock, page, link };
  }

  test('one click: every document is told, the outcome is counted, estimate and charts fall', () => {
    const { transport, store, page, link } = opened();
    const frame = transport.open({ key: 'b' });
    expect(store.downscaling.forecast.value.count).toBe(3);
    expect(store.downscaling.altered.value).toBe(false);
    store.downscaling.run();
    for (const { commands } of [link, frame]) expect(commands.at(-1)).toEqual({ type: 'downscale' });
    expect(store.downscaling.result.value).toMatchObject({ requested: 3, downscaled: 0, unanswered: 3 });
    page.wait(500).downscale();
    const before = store.results.result.value.publishing.idleEstimate.low;
    link.say(page.update());
    expect(store.downscaling.result.value).toMatchObject({
      requested: 3,
      downscaled: 3,
      unanswered: 0,
      refusals: [{ reason: 'audio-nothing-to-free', count: 1 }],
    });
    expect(store.downscaling.forecast.value.count).toBe(0);
    expect(store.downscaling.altered.value).toBe(true);
    expect(store.patchEntries.value).toBe(4);
    expect(before).toBeGreaterThan(90);
    // A part of each encoder does not shrink with its size.
    expect(store.results.result.value.publishing.idleEstimate.low).toBeLessThan(before / 10);
    const { history } = store.documents.value[0]!;
    expect(history.marks.filter((mark) => mark.type === 'downscaled')).toHaveLength(3);
    expect(history.figures.filter((figure) => figure.at === page.now && figure.range!.low < before / 30)).toHaveLength(
      3,
    );
    store.dispose();
  });

  test('what the patch downscaled is no answer to a click, nor does it alter the run by hand', () => {
    const { store, page, link } = opened();
    page.patched(page.transceivers[0]!, 'downscaled', 'downscaled-on-release');
    link.say(page.update());
    store.downscaling.run();
    expect(store.downscaling.result.value).toMatchObject({ downscaled: 0, unanswered: 3 });
    expect(store.downscaling.altered.value).toBe(false);
    store.dispose();
  });

  test('a navigation takes result and mark away; dismissing takes only the result', () => {
    const { transport, store, clock, page, link } = opened();
    store.downscaling.run();
    page.downscale();
    link.say(page.update());
    store.downscaling.dismiss();
    expect(store.downscaling.result.value).toBe(null);
    expect(store.downscaling.altered.value).toBe(true);
    store.downscaling.run();
    clock.now += 1000;
    transport.navigated('https://app.example/next');
    link.close();
    expect(store.downscaling.result.value).toBe(null);
    expect(store.downscaling.altered.value).toBe(false);
    store.dispose();
  });
});
