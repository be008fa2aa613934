import { expect, test } from '@playwright/test';
import { FakePage } from '../../../core/fixtures/page';
import {
  advance,
  type GuidedEvent,
  type GuidedState,
  type Plan,
  RELOAD_MS,
  SETTLE_MS,
} from '../../../core/runs/guided-steps';
import { setUp } from '../../fixtures/store';
import { progressText } from './guided';

const PATCHES: Plan = { mode: 'patch', patches: ['none', 'reuse'], shares: 3 };
const BUILDS: Plan = { mode: 'build', patches: ['none', 'none'], shares: 2 };

/** Plays events. @returns the last state, and all that had to be done, in order */
function play(events: GuidedEvent[], state: GuidedState = { step: 'off' }) {
  const done: string[] = [];
  for (const event of events) {
    const next = advance(state, event);
    state = next.state;
    for (const each of next.effects) {
      const { do: what, ...more } = each;
      done.push([what, ...Object.values(more)].join(' '));
    }
  }
  return { state, done };
}

const start = (plan: Plan, used = false): GuidedEvent => ({ type: 'start', plan, used, at: 0 });
const progress = (shared: number, sending = 0, at = 0): GuidedEvent => ({ type: 'progress', shared, sending, at });
const navigated: GuidedEvent = { type: 'navigated', at: 0 };
const tick = (at: number): GuidedEvent => ({ type: 'tick', at });

test.describe('the steps', () => {
  test('same page, another patch: the patch is set before the reload, and restored at the end', () => {
    const half = [progress(0, 1), progress(1), progress(1, 1), progress(2), progress(3), tick(SETTLE_MS)];
    const { state, done } = play([start(PATCHES), ...half, navigated, progress(0), ...half]);
    expect(state.step).toBe('done');
    expect(done).toEqual([
      'patch none',
      'begin 0 false',
      'end',
      'patch reuse',
      'begin 1 true',
      'reload',
      'end',
      'restore',
    ]);
  });

  test('a page that had published begins with a reload', () => {
    const { state, done } = play([start(PATCHES, true)]);
    expect(state).toMatchObject({ step: 'loading', half: 0 });
    expect(done).toEqual(['patch none', 'begin 0 true', 'reload']);
    expect(play([navigated], state).state).toMatchObject({ step: 'sharing', half: 0, shared: 0 });
  });

  test('another build: the user opens it, no reload of ours', () => {
    const { state, done } = play([start(BUILDS), progress(2), tick(SETTLE_MS)]);
    expect(state.step).toBe('other-build');
    expect(done).toEqual(['patch none', 'begin 0 false', 'end', 'patch none', 'begin 1 true']);
    const on = play([navigated, navigated, progress(2), tick(SETTLE_MS)], state);
    expect(on.state.step).toBe('done');
    expect(on.done).toEqual(['end', 'restore']);
  });

  test('one share more begins while it settles: it waits for its end', () => {
    const { state } = play([start(PATCHES), progress(3), tick(1_000), progress(3, 1)]);
    expect(state).toMatchObject({ step: 'sharing', shared: 3, sending: 1 });
    const after = play([progress(4, 0, 9_000)], state);
    expect(after.state).toMatchObject({ step: 'settling', shared: 4, until: 9_000 + SETTLE_MS });
    expect(play([progress(4, 0, 9_500), tick(9_600)], after.state).state).toEqual(after.state);
  });

  test('fewer shares, or one that never ends: the user goes on with what there is', () => {
    const next: GuidedEvent = { type: 'next', at: 5 };
    const waiting = play([start(PATCHES), next]);
    expect(waiting.state.step).toBe('sharing');
    const { state, done } = play([progress(0, 1), next], waiting.state);
    expect(state).toMatchObject({ step: 'loading', half: 1, since: 5 });
    expect(done).toContain('reload');
  });

  test('the page navigates in a half: that half begins again; before any share it does not matter', () => {
    const quiet = play([start(PATCHES), navigated]);
    expect(quiet).toMatchObject({
      state: { step: 'sharing', restarted: false },
      done: ['patch none', 'begin 0 false'],
    });
    const { state, done } = play([progress(2), navigated], quiet.state);
    expect(state).toMatchObject({ step: 'sharing', half: 0, shared: 0, restarted: true });
    expect(done).toEqual(['discard', 'begin 0 true']);
  });

  test('the user reloads while it settles: it goes on with the other patch', () => {
    const { state, done } = play([start(PATCHES), progress(3), navigated]);
    expect(state).toMatchObject({ step: 'loading', half: 1 });
    expect(done.slice(-3)).toEqual(['patch reuse', 'begin 1 true', 'reload']);
  });

  test('a reload that does not come is said', () => {
    const { state } = play([start(PATCHES, true), tick(RELOAD_MS - 1)]);
    expect(state).toMatchObject({ late: false });
    expect(play([tick(RELOAD_MS)], state).state).toMatchObject({ step: 'loading', late: true });
  });

  test('a check begins at once, without a reload, under the patch that is on; it ends with a verdict', () => {
    const check: Plan = { mode: 'check', patches: ['reuse', 'reuse'], shares: 3 };
    const begun = play([start(check, true), progress(1), progress(2)]);
    expect(begun).toMatchObject({ state: { step: 'sharing', half: 0, shared: 2 }, done: ['begin 0 false'] });
    const { state, done } = play([progress(3), tick(SETTLE_MS)], begun.state);
    expect({ step: state.step, done }).toEqual({ step: 'done', done: ['end', 'check'] });
    expect(play([{ type: 'cancel' }], begun.state)).toEqual({ state: { step: 'off' }, done: ['end'] });
    expect(play([{ type: 'next', at: 5 }], begun.state).done).toEqual(['end', 'check']);
  });

  test('cancel at any time ends the run and restores the patch', () => {
    for (const events of [[start(PATCHES, true)], [start(PATCHES)], [start(PATCHES), progress(3)]]) {
      const { state, done } = play([...events, { type: 'cancel' }]);
      expect(state).toEqual({ step: 'off' });
      expect(done.slice(-2)).toEqual(['end', 'restore']);
    }
    expect(play([start(BUILDS), progress(2), tick(SETTLE_MS), { type: 'cancel' }]).state.step).toBe('off');
    expect(play([{ type: 'cancel' }, navigated, progress(1), tick(1)])).toEqual({ state: { step: 'off' }, done: [] });
  });
});

test('in the store: two halves make two runs, unflagged, and the patch is what it was', () => {
  const { transport, store, clock } = setUp();
  const half = (id: string) => {
    const page = new FakePage(id, clock.now);
    page.switchPatch(store.patch.value);
    const connection = page.connect();
    const link = transport.open({ key: id });
    link.say(page.update(true));
    for (let i = 0; i < 2; i++) {
      const sender = page.wait(2_000).publish(connection);
      link.say(page.update());
      page.wait(6_000).unpublish(sender);
      clock.now = page.now;
      link.say(page.update());
    }
    return link;
  };
  store.setPatch('stop');
  store.guided.start({ mode: 'patch', patches: ['none', 'reuse'], shares: 2 });
  expect(store.patch.value).toBe('none');
  const first = half('one');
  expect(store.guided.state.value).toMatchObject({ step: 'settling', shared: 2 });
  store.guided.next();
  expect(transport.asked.slice(-2)).toEqual(['patch reuse', 'reload']);
  clock.now += 100;
  first.close();
  transport.navigated('https://app.example/room/42');
  half('two');
  store.guided.next();
  expect(store.guided.state.value.step).toBe('done');
  expect(store.patch.value).toBe('stop');
  const { a, b } = store.guided.result.value!;
  expect(store.runs.list.value.map(({ id, name, flags, documents }) => [id, name, flags, documents.length])).toEqual([
    [a, 'Unpatched', [], 1],
    [b, 'Reuse', [], 1],
  ]);
  store.dispose();
});

test('in the store: screens are counted, not the camera that is on all the time', () => {
  const { transport, store, clock } = setUp();
  store.guided.start({ mode: 'patch', patches: ['none', 'reuse'], shares: 3 });
  const page = new FakePage('one', clock.now);
  const connection = page.connect();
  const link = transport.open({ key: 'a' });
  page.publish(connection, { source: 'camera' });
  link.say(page.update(true));
  expect(store.guided.progress.value).toEqual({ subject: null, shared: 0, sending: 0 });
  page.unpublish(page.publish(connection));
  link.say(page.update());
  expect(store.guided.progress.value).toEqual({ subject: 'screen share', shared: 1, sending: 0 });
  store.guided.cancel();
  expect(store.guided.state.value).toEqual({ step: 'off' });
  expect(store.runs.on.value).toBeNull();
  store.dispose();
});

test('in the store: a meeting that joins with microphone and camera begins at 0 of 3, and counts the screen only', () => {
  const { transport, store, clock } = setUp();
  store.guided.start({ mode: 'patch', patches: ['none', 'reuse'], shares: 3 });
  const said = () => progressText(store.guided.progress.value, 3);
  expect(said()).toBe('0 of 3 shares');
  const page = new FakePage('one', clock.now);
  const connection = page.connect();
  const link = transport.open({ key: 'a' });
  page.publish(connection, { kind: 'audio', source: 'microphone' });
  page.publish(connection, { source: 'camera' });
  link.say(page.update(true));
  expect(said()).toBe('0 of 3 shares');
  const screen = page.publish(connection);
  link.say(page.update());
  expect(said()).toBe('0 of 3 screen shares (1 running)');
  page.unpublish(screen);
  link.say(page.update());
  expect(said()).toBe('1 of 3 screen shares');
  store.dispose();
});

test('in the store: a check counts from its start, and judges what was shared since', () => {
  const { transport, store, clock } = setUp();
  const page = new FakePage('one', clock.now);
  const connection = page.connect();
  const link = transport.open({ key: 'a' });
  link.say(page.update(true));
  const share = () => {
    const sender = page.wait(2_000).publish(connection);
    link.say(page.update());
    for (let s = 0; s < 6; s++) {
      page.wait(1_000).sample();
      link.say(page.update());
    }
    page.unpublish(sender);
    clock.now = page.now;
    link.say(page.update());
  };
  // What was there before the check is not counted.
  for (let i = 0; i < 4; i++) share();
  store.setPatch('reuse');
  const asked = transport.asked.length;
  store.guided.start({ mode: 'check', patches: ['reuse', 'reuse'], shares: 3 });
  expect(store.guided.progress.value).toEqual({ subject: null, shared: 0, sending: 0 });
  share();
  expect(store.guided.progress.value).toEqual({ subject: 'screen share', shared: 1, sending: 0 });
  share();
  share();
  expect(store.guided.state.value.step).toBe('settling');
  store.guided.next();
  // The patch stays, and nothing was reloaded.
  expect(store.patch.value).toBe('reuse');
  expect(transport.asked.slice(asked)).toEqual([]);
  const { check, name, to } = store.guided.checked.value!;
  expect(name).toBe('Check, Reuse');
  expect(to).not.toBeNull();
  expect(check?.rule).toContain('Checked: 3 screen shares on #1.');
  expect(store.guided.result.value).toBeNull();
  store.guided.cancel();
  expect(store.guided.checked.value).toBeNull();
  expect(store.runs.list.value).toHaveLength(1);
  store.dispose();
});
