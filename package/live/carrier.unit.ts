import { expect, test } from '@playwright/test';
import { Carrier } from './carrier';

const environment = { userAgent: 'Chrome/156.0.0.0', platform: 'Linux', deviceMemoryGiB: 8, cores: 2 };
const next = (key: string, late = false) => ({ type: 'next', key, url: `https://${key}.example/`, top: true, late });
const announce = (key: string) => ({
  type: 'announce',
  key,
  url: 'https://a.example/',
  top: true,
  patch: 'none',
  environment,
});

function setUp() {
  const seen: string[] = [];
  const carrier = new Carrier({
    onAnnounced: ({ key }) => void seen.push(`announced ${key}`),
    onMessage: ({ key }, message) => void seen.push(`${key} says ${message}`),
    onGone: ({ key }) => void seen.push(`gone ${key}`),
    onProblem: (sentence) => void seen.push(sentence),
  });
  return { carrier, seen };
}

test('commands come as the answer to next; at the end it is null', async () => {
  const { carrier, seen } = setUp();
  const first = carrier.hear(next('a'), 1);
  carrier.hear(announce('a'), 1);
  carrier.hear(announce('a'), 1);
  carrier.hear({ type: 'message', key: 'a', message: 'hi' }, 1);
  expect(seen).toEqual(['announced a', 'a says hi']);
  carrier.sendAll({ type: 'resync' });
  // While it carries that out, more is kept for the next time.
  carrier.sendAll({ type: 'patch', patch: 'reuse' });
  expect(await first).toEqual([{ type: 'resync' }]);
  expect(await carrier.hear(next('a'), 1)).toEqual([{ type: 'patch', patch: 'reuse' }]);
  const last = carrier.hear(next('a'), 1);
  carrier.end();
  expect(await last).toBeNull();
  expect(carrier.hear(next('a'), 1)).toBeNull();
});

test('settled() waits until every document has carried out what it was sent', async () => {
  const { carrier } = setUp();
  const polls = ['a', 'b'].map((key) => carrier.hear(next(key), key));
  await carrier.settled();
  carrier.sendAll({ type: 'resync' });
  let done = false;
  const settled = carrier.settled().then(() => (done = true));
  await Promise.all(polls);
  carrier.hear(next('a'), 'a');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toBe(false);
  // It goes in place of an answer.
  carrier.close('b');
  await settled;
});

test('a document that does not answer is named after 5 s', async () => {
  const { carrier } = setUp();
  carrier.hear(next('a'), 1);
  carrier.sendAll({ type: 'resync' });
  await expect(carrier.settled()).rejects.toThrow(/^https:\/\/a\.example\/ did not answer within 5 s: [^\n]+\.$/);
});

test('a frame has one document at a time, and a driver that tells no frames has any number', async () => {
  const { carrier, seen } = setUp();
  const old = carrier.hear(next('a'), 1);
  carrier.hear(next('b'), 1);
  expect(await old).toBeNull();
  carrier.hear(next('c'), null);
  carrier.hear(next('d'), null);
  expect(seen).toEqual(['gone a']);
  expect(carrier.list().map(({ key }) => key)).toEqual(['b', 'c', 'd']);
  carrier.closeFrame(1);
  expect(seen).toEqual(['gone a', 'gone b']);
});

test('a page that calls the binding itself: nothing but a sentence, and a bounded number of documents', () => {
  const { carrier, seen } = setUp();
  const hostile = [
    null,
    7,
    'next',
    {},
    { type: 'next' },
    { ...next('a'), key: 'x'.repeat(100) },
    { type: 'announce', key: 'a' },
  ];
  for (const message of hostile) expect(carrier.hear(message, 1)).toEqual([]);
  expect(new Set(seen)).toEqual(
    new Set(['A document sent something that is no message of the inspector; it was ignored.']),
  );
  expect(carrier.list()).toEqual([]);
  carrier.hear(announce('kept'), null);
  for (let i = 0; i < 1_200; i++) void carrier.hear(next(`k${i}`), null);
  expect(carrier.list()).toHaveLength(1_000);
  expect(carrier.list()[0]!.key).toBe('kept');
});
