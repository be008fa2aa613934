import { expect, test } from '@playwright/test';
import { LIMITS } from '../../protocol/limits';
import { redactStack } from '../files/redact/text/stack';
import { StandIns } from '../files/redact/text/stand-ins';
import { withOrigins } from './mapped';
import type { SourcePlace } from './source-map';
import { culpritOf, framePlace, functionKey, parseStack, placeKey, versionOf } from './stack';

const APP = 'https://app.example/assets/index-D28nyUh8.js';
const SRC = 'https://app.example/src';
const V8 = `Error: x
    at e.createSender (${APP}:1:1127)
    at async d.publish (${APP}:1:2000)
    at async t (${APP}:1:3000)
    at https://cdn.example/other.js:1:2`;
const GECKO = `createSender@${APP}:1:1127\nasync*t@${APP}:1:3000`;
const ORIGINS: Record<number, SourcePlace> = {
  1127: { url: `${SRC}/node_modules/livekit-client/src/PCTransport.ts`, line: 28, column: 43 },
  2000: { url: `${SRC}/room/LocalParticipant.ts`, line: 99, column: 7 },
  3000: { url: `${SRC}/main.ts`, line: 3, column: 1 },
};
const originOf = ({ url, column }: { url: string; column: number | null }) =>
  url === APP ? (ORIGINS[column ?? 0] ?? null) : null;

test('a stack holds each line as it was written and as published', () => {
  const text = withOrigins(V8, originOf);
  expect(text.split('\n')[1]).toBe(
    `    at createSender (${SRC}/node_modules/livekit-client/src/PCTransport.ts:28:43) <- at e.createSender (${APP}:1:1127)`,
  );
  const [first, second, third, last] = parseStack(text);
  expect(first).toMatchObject({ fn: 'createSender', line: 28, column: 43, sdk: 'livekit-client' });
  expect(first!.published).toEqual({ fn: 'e.createSender', url: APP, line: 1, column: 1127 });
  expect(second).toMatchObject({ fn: 'async publish', url: `${SRC}/room/LocalParticipant.ts`, sdk: null });
  // A minifier's name is nobody's.
  expect(third).toMatchObject({ fn: null, url: `${SRC}/main.ts`, line: 3 });
  expect(last).toEqual({ fn: null, url: 'https://cdn.example/other.js', line: 1, column: 2, sdk: null });
  // A library in the bundle is recognized by its package.
  const { app, sdk } = culpritOf(text);
  expect(app && framePlace(app)).toBe('publish() LocalParticipant.ts:99:7');
  expect(sdk?.sdk).toBe('livekit-client');
});

test('the same of Firefox’s stacks', () => {
  const [first, second] = parseStack(withOrigins(GECKO, originOf));
  expect(first).toMatchObject({ fn: 'createSender', line: 28, sdk: 'livekit-client', published: { column: 1127 } });
  expect(second).toMatchObject({ fn: null, url: `${SRC}/main.ts`, published: { fn: 'async t', column: 3000 } });
});

test('calls of one line stay together before and after: their key is the published place', () => {
  const plain = `    at t (${APP}:1:3000)`;
  const mapped = withOrigins(plain, originOf);
  expect(placeKey(culpritOf(mapped))).toBe(placeKey(culpritOf(plain)));
  expect(functionKey(culpritOf(mapped))).toBe(functionKey(culpritOf(plain)));
});

test('twice is once, and what is known later is added', () => {
  const half = withOrigins(V8, (frame) => (frame.column === 2000 ? ORIGINS[2000]! : null));
  expect(withOrigins(half, originOf)).toBe(withOrigins(V8, originOf));
  expect(withOrigins(half, () => null)).toBe(half);
});

test('a file that was not bundled keeps its functions’ names, a bundle’s short ones are a minifier’s', () => {
  const at = (fn: string, url: string) => withOrigins(`    at ${fn} (${url}:1:2)`, () => ORIGINS[3000]!);
  expect(parseStack(at('add', 'https://app.example/src/main.ts?t=7'))[0]!.fn).toBe('add');
  expect(parseStack(at('add', APP))[0]!.fn).toBeNull();
  expect(parseStack(at('new e.Room', APP))[0]!.fn).toBe('new Room');
  expect(parseStack(at('Room.e.connect [as go]', APP))[0]!.fn).toBe('connect');
});

test('the version of a library is that of its published path', () => {
  const url = 'https://cdn.example/npm/livekit-client@2.23.0/dist/x.js';
  const [frame] = parseStack(withOrigins(`    at a (${url}:1:2)`, () => ORIGINS[3000]!));
  expect(frame).toMatchObject({ sdk: 'livekit-client', url: `${SRC}/main.ts` });
  expect(versionOf(frame!)).toBe('2.23.0');
});

test('an app’s file that is named after a library stays the app’s', () => {
  const wrapper = { url: `${SRC}/livekit-client-wrapper.ts`, line: 1, column: 1 };
  expect(culpritOf(withOrigins(V8, () => wrapper)).app?.url).toBe(wrapper.url);
});

test('a stack as long as it may be gets no longer, and a hostile one takes no time', () => {
  const long = Array.from({ length: 150 }, () => `    at ${'x'.repeat(60)} (${APP}:1:3000)`).join('\n');
  expect(
    withOrigins(long, () => ({ ...ORIGINS[3000]!, url: `${SRC}/${'y'.repeat(480)}.ts` })).length,
  ).toBeLessThanOrEqual(LIMITS.stackText);
  const start = performance.now();
  const hostile = ['a'.repeat(20_000), ' <- '.repeat(5_000), `at ${' <- '.repeat(4_000)}(${APP}:1:3000)`];
  for (const text of hostile) parseStack(withOrigins(`    at ${text}`, originOf));
  expect(performance.now() - start).toBeLessThan(200);
});

test('redacted, both places keep line and column, and a library its name', () => {
  const redacted = redactStack(withOrigins(V8, originOf), new StandIns());
  expect(redacted).not.toMatch(/LocalParticipant|main|index-D28|createSender/);
  const [first, second] = parseStack(redacted);
  expect(first).toMatchObject({ sdk: 'livekit-client', line: 28, column: 43, published: { line: 1, column: 1127 } });
  expect(second).toMatchObject({ sdk: null, line: 99, column: 7, published: { line: 1, column: 2000 } });
  expect(redactStack(redacted, new StandIns(redacted))).toBe(redacted);
});
