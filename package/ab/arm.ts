import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Patch } from '../../protocol/patches';
import { settledReading } from '../../tooling/patches/settled';
import { inspect } from '../playwright/index';
import type { Connection, Rtc } from '../types/inspection';
import { Sizes } from './sizes';
import type { Arm, Steps } from './types';

export interface ArmOptions {
  /** Starts a fresh browser of Playwright's. */
  launch(): Promise<any>;
  url: string;
  steps: Steps;
  patch: Patch;
  round: number;
  cycles: number;
  /** Folder for the recording. */
  out: string;
  say(line: string): void;
}

const MAX_READINGS = 5;

/**
 * Cycles of the team's own steps under one patch, from the first document on. Where steps throw, what
 * was measured until then is kept.
 * @throws Error where nothing could be measured: the page does not open, its set-up fails
 */
export async function runArm({ launch, url, steps, patch, round, cycles, out, say }: ArmOptions): Promise<Arm> {
  const browser = await launch();
  try {
    const context = await browser.newContext();
    const rtc = await inspect(context, { patch });
    const page = await context.newPage();
    await page.goto(url);
    const at = { page, context, rtc };
    await steps.setup?.(at);
    const startMib = await settledMib(rtc);
    say(`${patch}, before the first cycle: ${startMib.toFixed(0)} MiB`);
    const readings: number[] = [];
    const sizes = new Sizes();
    const undersized: Arm['undersized'] = [];
    const began = performance.now();
    let failed: string | null = null;
    for (let n = 1; n <= cycles && !failed; n++) {
      try {
        await steps.cycle({ ...at, n });
        readings.push(await settledMib(rtc));
        const small = sizes.after(n, await rtc.transceivers());
        undersized.push(...small);
        const size = small.map(({ encoded, track }) => `, encoded only ${encoded} of ${track}`).join('');
        say(`${patch} ${n}/${cycles}: ${readings.at(-1)!.toFixed(0)} MiB${size}`);
      } catch (error) {
        failed = `Cycle ${n} failed: ${firstLine(error)}`;
        say(`${patch}: ${failed}`);
      }
    }
    const msPerCycle = (performance.now() - began) / Math.max(1, readings.length);
    const { state, text } = await rtc.verdict();
    const recording = `${patch}-${round}.json`;
    await writeFile(join(out, recording), JSON.stringify(await rtc.recording({ redact: false })));
    const counts = countsOf(await rtc.connections());
    if (!failed) {
      await Promise.resolve(steps.teardown?.(at)).catch((error) => {
        failed = `teardown() failed: ${firstLine(error)}`;
      });
    }
    await rtc.dispose();
    const what = { patch, round, cycles: readings.length, state, text, ...counts };
    return { ...what, startMib, readings, undersized, msPerCycle, recording, failed };
  } finally {
    await browser.close();
  }
}

async function settledMib(rtc: Rtc): Promise<number> {
  const memory = await settledReading(() => rtc.memory(), { most: MAX_READINGS });
  if (!memory) throw new Error('The page’s memory can’t be measured: it has gone, or the browser is no Chromium.');
  return memory.mib;
}

/** Of the connections that publish, together. */
function countsOf(connections: readonly Connection[]) {
  const sending = connections.filter(({ publishes }) => publishes > 0);
  const sum = (count: (each: Connection) => number) => sending.reduce((total, each) => total + count(each), 0);
  const known = (count: 'mLines' | 'sdpBytes') =>
    sending.some((each) => each[count] === null) ? null : sum((each) => each[count]!);
  return {
    publishes: sum(({ publishes }) => publishes),
    transceivers: sum(({ transceivers }) => transceivers.audio + transceivers.video),
    idle: sum(({ idle }) => idle.audio + idle.video),
    mLines: known('mLines'),
    sdpBytes: known('sdpBytes'),
  };
}

/** Of Playwright's errors, which go on for a page; as a sentence. */
const firstLine = (error: unknown) =>
  String((error as Error)?.message ?? error)
    .split('\n')[0]!
    .replace(/[^.!?]$/, '$&.');
