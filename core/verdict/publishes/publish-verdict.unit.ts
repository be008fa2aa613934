import { expect, test } from '@playwright/test';
import { Steps } from '../../fixtures/steps';
import { connectionVerdicts } from '../connection';
import { type PublishVerdict, publishVerdictsOf } from './publish-verdict';

/** Verdict and pattern of the only finding. */
function only(steps: Steps): Pick<PublishVerdict, 'state' | 'pattern' | 'sentence' | 'because'> {
  const found = publishVerdictsOf(steps.evidence());
  expect(found).toHaveLength(1);
  const { state, pattern, sentence, because } = found[0]!;
  return { state, pattern, sentence, because };
}

const times = (count: number, run: (i: number) => void) => {
  for (let i = 0; i < count; i++) run(i);
};

test('growing: every publish adds one', () => {
  const steps = new Steps();
  times(12, () => steps.unpublish(steps.publish(1, 'video', 'screen')));
  expect(only(steps)).toMatchObject({
    state: 'growing',
    pattern: null,
    sentence: '12 screen shares made 12 transceivers, 12 idle, none removed.',
  });
});

test('growing: also with a pause in each', () => {
  const steps = new Steps();
  times(4, () => {
    const one = steps.publish();
    steps.unpublish(one);
    steps.send(one, 'canvas', 'same');
    steps.unpublish(one);
  });
  expect(only(steps)).toMatchObject({
    state: 'growing',
    sentence: '8 video publishes made 4 transceivers, 4 idle, none removed.',
  });
});

test('in use: many participants that all send, who joined at one time', () => {
  const steps = new Steps();
  steps.pace = 0;
  times(50, () => steps.publish());
  expect(only(steps)).toMatchObject({ state: 'stable', pattern: 'in-use' });
});

test('participants who joined one after the other: not stable while there are more with each publish', () => {
  const steps = new Steps();
  const all = Array.from({ length: 20 }, () => steps.publish());
  expect(only(steps)).toMatchObject({
    state: 'unknown',
    pattern: null,
    sentence: '20 video publishes, all 20 sending.',
    because: expect.stringContaining('and no later one has reused any'),
  });
  for (const one of all.slice(0, 15)) steps.unpublish(one);
  expect(only(steps)).toMatchObject({
    state: 'unknown',
    sentence: '20 video publishes made 20 transceivers, 5 sending, 15 idle.',
  });
  steps.send(all[0]!);
  expect(only(steps)).toMatchObject({ state: 'stable', pattern: 'reuse' });
});

test('participants: a big meeting, who joined at one time, that shrinks', () => {
  const steps = new Steps();
  steps.pace = 0;
  const all = Array.from({ length: 20 }, () => steps.publish());
  steps.pace = 100;
  for (const one of all.slice(0, 15)) steps.unpublish(one);
  expect(only(steps)).toMatchObject({ state: 'stable', pattern: 'participants' });
});

test('pause and resume: the same track again', () => {
  const steps = new Steps();
  const one = steps.publish();
  times(4, () => {
    steps.unpublish(one);
    steps.send(one, 'canvas', 'same');
  });
  expect(only(steps)).toMatchObject({ state: 'stable', pattern: 'pause-resume' });
});

test('reuse: another track on the same transceiver; also where the log does not tell tracks', () => {
  const steps = new Steps();
  const one = steps.publish();
  times(4, () => {
    steps.unpublish(one);
    steps.send(one);
  });
  expect(only(steps)).toMatchObject({ state: 'stable', pattern: 'reuse' });
  const untold = steps.list.map(({ track: _, ...rest }) => rest);
  expect(publishVerdictsOf(steps.evidence({ steps: untold }))[0]).toMatchObject({ state: 'stable', pattern: 'reuse' });
});

test('pool: made ahead and used in turn, or filled at first', () => {
  const ahead = new Steps();
  const pool = Array.from({ length: 4 }, () => ahead.make());
  times(8, (i) => ahead.unpublish(ahead.send(pool[i % 4]!)));
  expect(only(ahead)).toMatchObject({ state: 'stable', pattern: 'pool' });

  const filled = new Steps();
  const filling = Array.from({ length: 3 }, () => {
    const one = filled.publish();
    filled.unpublish(one);
    return one;
  });
  expect(only(filled).state).toBe('growing');
  times(6, (i) => filled.unpublish(filled.send(filling[i % 3]!)));
  expect(only(filled)).toMatchObject({ state: 'stable', pattern: 'pool' });
});

test('recycled: stopped at once, or once the next one sends', () => {
  const steps = new Steps();
  times(5, () => {
    const one = steps.publish();
    steps.unpublish(one);
    steps.stop(one);
  });
  expect(only(steps)).toMatchObject({ state: 'stable', pattern: 'recycled' });
  const later = new Steps();
  let last = later.publish();
  times(5, () => {
    later.unpublish(last);
    const next = later.publish();
    later.stop(last);
    last = next;
  });
  expect(only(later)).toMatchObject({
    state: 'stable',
    pattern: 'recycled',
    sentence: '6 video publishes made 6 transceivers, 0 idle, 5 removed.',
  });
});

test('stopped, awaiting negotiation', () => {
  const steps = new Steps();
  const all = Array.from({ length: 4 }, () => steps.publish());
  for (const one of all) steps.stop(one, false);
  expect(only(steps)).toMatchObject({
    state: 'stable',
    pattern: 'stopped-awaiting',
    sentence: '4 video publishes made 4 transceivers, 0 idle, 4 stopped.',
  });
});

test('unknown: one or two publishes, and what is missing', () => {
  const steps = new Steps();
  steps.unpublish(steps.publish());
  steps.publish();
  expect(only(steps)).toMatchObject({ state: 'unknown', pattern: null });
  expect(only(steps).because).toContain('1 more');
});

test('a camera that is paused in between does not make stopped shares look like growth', () => {
  const steps = new Steps();
  const camera = steps.publish(1, 'video', 'camera');
  let last = steps.publish(1, 'video', 'screen');
  times(6, (i) => {
    if (i % 2) steps.unpublish(camera);
    else steps.send(camera, 'camera', 'same');
    steps.unpublish(last);
    const next = steps.publish(1, 'video', 'screen');
    steps.stop(last);
    last = next;
  });
  expect(publishVerdictsOf(steps.evidence()).map(({ state }) => state)).not.toContain('growing');
});

test('one transceiver that serves camera and screen in turn is counted once', () => {
  const steps = new Steps();
  const one = steps.publish(1, 'video', 'camera');
  times(6, (i) => {
    steps.unpublish(one);
    steps.send(one, i % 2 ? 'camera' : 'screen');
  });
  const found = publishVerdictsOf(steps.evidence());
  expect(found.map(({ state }) => state)).toEqual(['stable', 'stable']);
  expect(found.reduce((sum, { sending }) => sum + sending, 0)).toBe(1);
});

test('the receiving end: slots, participants, piling up', () => {
  const slots = new Steps();
  times(3, () => slots.make(1, 'audio', 'recvonly'));
  expect(connectionVerdicts(slots.evidence())).toMatchObject([
    { verdict: 'stable', pattern: 'receive-slots', publishes: 0, transceivers: { audio: 3, video: 0 } },
  ]);
  const meeting = new Steps();
  const all = Array.from({ length: 20 }, () => meeting.make(1, 'video', 'recvonly'));
  for (const one of all) meeting.receive(one);
  for (const one of all.slice(0, 15)) meeting.receive(one, false);
  expect(connectionVerdicts(meeting.evidence())).toMatchObject([{ verdict: 'stable', pattern: 'participants' }]);
  const piling = new Steps();
  times(6, () => {
    const one = piling.make(1, 'video', 'recvonly');
    piling.receive(one);
    piling.receive(one, false);
  });
  const [verdict] = connectionVerdicts(piling.evidence());
  expect(verdict).toMatchObject({ verdict: 'growing', pattern: null });
  expect(verdict!.reasons.join(' ')).toContain(
    '6 remote video publishes made 6 transceivers here, 6 of which no longer receive.',
  );
});

test('a connection grows if one of its kinds does; each kind has its reasons', () => {
  const steps = new Steps();
  const camera = steps.publish(1, 'video');
  times(3, () => {
    steps.unpublish(camera);
    steps.send(camera);
  });
  times(4, () => steps.unpublish(steps.publish(1, 'audio')));
  const [verdict] = connectionVerdicts(steps.evidence());
  expect(verdict).toMatchObject({
    verdict: 'growing',
    pattern: null,
    publishes: 8,
    transceivers: { audio: 4, video: 1 },
    idle: { audio: 4, video: 0 },
  });
  expect(verdict!.reasons).toHaveLength(2);
});
