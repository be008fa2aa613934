import { expect, test } from '@playwright/test';
import { threeHundred, twenty } from '../core/fixtures/scenes';
import { LIMITS } from './limits';
import { REASON_CODES } from './reasons';
import { parseFromDocument } from './validate';

const good = () => twenty(Date.now()).update(true) as any;

function errorOf(input: unknown): string {
  const parsed = parseFromDocument(input);
  return parsed.ok ? 'accepted' : parsed.error;
}

test('a real update comes out as it went in', () => {
  const message = good();
  expect(parseFromDocument(message)).toEqual({ ok: true, value: message });
});

test('what is as described is not copied, and of anything else no part is kept', () => {
  const page = twenty(Date.now());
  page.publish(page.connections[0]!);
  page.update();
  page.wait(1_000).sample();
  const sample = page.update();
  for (const message of [good(), sample, { type: 'global', transceiver: 3, name: null }]) {
    const parsed = parseFromDocument(message);
    expect(parsed.ok && parsed.value).toBe(message);
  }
  const odd = [
    ['a key more', (message: any) => (message.samples[0][1].layers[0].surprise = 1)],
    ['a key more that every object inherits', (message: any) => (message.doc.constructor = 1)],
    ['a prototype of its own', (message: any) => (message.doc = Object.create(message.doc))],
  ] as const;
  for (const [what, change] of odd) {
    const message = structuredClone(sample);
    change(message);
    const parsed = parseFromDocument(message);
    expect(parsed.ok && parsed.value, what).toEqual(sample);
    expect(parsed.ok && parsed.value, what).not.toBe(message);
  }
  const holes = structuredClone(sample) as any;
  delete holes.samples[0];
  expect(errorOf(holes)).toContain('samples[0]');
});

test('unknown keys are dropped, so that a newer page may say more', () => {
  const message = good();
  message.transceivers[0].surprise = 1;
  const parsed = parseFromDocument(message);
  expect(parsed.ok && JSON.stringify(parsed.value)).not.toContain('surprise');
});

test('a hook from before there were samples alone has none', () => {
  const { samples: _, ...message } = good();
  const parsed = parseFromDocument(message);
  expect(parsed.ok && parsed.value).toMatchObject({ samples: [] });
});

test('reasons come as numbers from the hook as built, and as they are from elsewhere', () => {
  const reasonOf = (reason: unknown) => {
    const entry = {
      n: 9e6,
      at: 0,
      connection: null,
      transceiver: null,
      type: 'patch',
      patch: 'reuse',
      outcome: 'refused',
    };
    const candidates = [{ transceiver: 1, reason }];
    const parsed = parseFromDocument({ ...good(), log: [{ ...entry, reason, candidates, stack: null }] });
    return parsed.ok && parsed.value.type === 'update'
      ? parsed.value.log[0]
      : errorOf({ ...good(), log: [{ ...entry, reason }] });
  };
  const number = REASON_CODES.indexOf('bundle-tagged');
  expect(number).toBeGreaterThan(0);
  for (const reason of [number, 'bundle-tagged']) {
    expect(reasonOf(reason)).toMatchObject({ reason: 'bundle-tagged', candidates: [{ reason: 'bundle-tagged' }] });
  }
  for (const reason of [0, REASON_CODES.length, -1]) expect(reasonOf(reason)).toContain('must be text');
});

test('the answer to "store as global variable" is understood', () => {
  expect(parseFromDocument({ type: 'global', transceiver: 3, name: 'temp1' }).ok).toBe(true);
  expect(parseFromDocument({ type: 'global', transceiver: 3, name: null }).ok).toBe(true);
});

const broken: [string, (message: any) => void, string][] = [
  [
    'a kind that is none',
    (m) => (m.transceivers[3].kind = 'data'),
    '"transceivers[3].kind" must be one of audio, video, but is "data".',
  ],
  ['NaN', (m) => (m.at = Number.NaN), '"at" must be a number, but is NaN.'],
  [
    'a negative size',
    (m) => (m.transceivers[0].stats.layers[0].width = -1),
    '"transceivers[0].stats.layers[0].width" must be a number, 0 or more, but is -1.',
  ],
  [
    'an index that is no whole number',
    (m) => (m.transceivers[2].index = 1.5),
    '"transceivers[2].index" must be a whole number, 0 or more, but is 1.5.',
  ],
  ['a missing list', (m) => delete m.log, '"log"'],
  [
    'a list that is none',
    (m) => (m.connections = { length: 1 }),
    `"connections" must be a list of at most ${LIMITS.connections}, but is an object.`,
  ],
  ['text that is too long', (m) => (m.transceivers[1].mid = 'x'.repeat(5000)), 'text of 5000 characters'],
  ['another version', (m) => (m.v = 2), 'speaks protocol version 2'],
  ['another type', (m) => (m.type = 'hello'), '"type" is "hello"'],
  ['a log entry of no known type', (m) => (m.log[4].type = 'x'), '"log[4].type"'],
  [
    'too many encodings',
    (m) => (m.transceivers[0].encodings = Array(100).fill({})),
    '"transceivers[0].encodings" must be a list of at most',
  ],
  ['a sample that is none', (m) => (m.samples[0] = [1, { at: 1 }]), '"samples[0][1].layers"'],
  ['a stack that is no pair', (m) => (m.stacks[0] = [1]), '"stacks[0]'],
];

for (const [name, spoil, says] of broken) {
  test(`refused with its place: ${name}`, () => {
    const message = good();
    spoil(message);
    expect(errorOf(message)).toContain(says);
  });
}

for (const input of [null, undefined, 1, 'text', [], {}, () => 1]) {
  test(`refused: ${typeof input} ${JSON.stringify(input)}`, () => {
    expect(errorOf(input)).not.toBe('accepted');
  });
}

test('the text of one message is bounded as a whole', () => {
  const message = good();
  message.stacks = Array.from({ length: 1000 }, (_, i) => [i, 'x'.repeat(LIMITS.stackText)]);
  expect(errorOf(message)).toContain('in one message');
  expect(errorOf(good())).toBe('accepted');
});

test('a getter that throws is refused, not passed on', () => {
  const message = good();
  Object.defineProperty(message, 'connections', {
    get() {
      throw new Error('trap');
    },
  });
  expect(errorOf(message)).toContain('trap');
});

test('300 transceivers are checked in a few milliseconds', () => {
  const [top, frame] = threeHundred(Date.now()).map((page) => page.update(true));
  const delta = { ...top!, log: [], stacks: [], transceivers: [...top!.transceivers, ...frame!.transceivers] };
  expect(delta.transceivers).toHaveLength(300);
  for (let i = 0; i < 20; i++) parseFromDocument(delta);
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    parseFromDocument(delta);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(
    `validation of ${delta.transceivers.length} transceivers: median ${times[10]!.toFixed(2)} ms, fastest ${times[0]!.toFixed(2)} ms`,
  );
  // The fastest: the others measure what else runs on the machine.
  expect(times[0]).toBeLessThan(10);
});
