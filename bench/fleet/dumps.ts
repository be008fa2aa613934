import { type FixtureName, fixtureDump } from '../../core/files/importers/webrtc-internals/fixtures/dump';
import type { Call } from './truth';

/** What the real dumps hold, as the demo's page counted it itself. */
const DUMPS: Partial<Record<FixtureName, Pick<Call, 'verdict' | 'publishes' | 'made' | 'idle'>>> = {
  growing: { verdict: 'growing', publishes: 4, made: 4, idle: 4 },
  stopped: { verdict: 'stable', publishes: 4, made: 4, idle: 0 },
};

export const DUMP_NAMES = Object.keys(DUMPS) as FixtureName[];

const texts = new Map<FixtureName, string>();

/** A real dump of Chromium, moved to another time, browser and version of the app. A dump has no stacks. */
export function makeDump(
  name: FixtureName,
  { at, browser, appVersion }: { at: number; browser: string; appVersion: string },
): { text: string; call: Omit<Call, 'week'> } {
  const original = texts.get(name) ?? fixtureDump(name);
  texts.set(name, original);
  const end = Math.max(...[...original.matchAll(/\b1[78]\d{11}\b/g)].map(([time]) => Number(time)));
  const text = original
    .replace(/\b1[78]\d{11}(?=\b)/g, (time) => String(Number(time) + at - end))
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => new Date(Date.parse(time) + at - end).toISOString())
    .replace(/HeadlessChrome\/\d+/, browser.replace(' ', '/'))
    .replace(/\bindex\.html\?/g, `index.html?v=${appVersion}&`);
  const call = { appVersion, library: null, libraryVersion: null, browser, ...DUMPS[name]!, mibEach: null };
  return { text, call };
}
