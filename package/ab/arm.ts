import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { growthInterval, growthPerCycle } from '../../bench/lib/slope';
import type { Patch } from '../../protocol/patches';
import { inspect } from '../playwright/index';
import type { Connection, Rtc, Transceiver } from '../types/inspection';
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

/** Frees come late: a reading counts once the next differs by less than this, MiB. */
const STEADY_MIB = 0.5;
const MAX_READINGS = 5;
/** An encoder that came this near to its track's height has its size: heights are rounded to even ones. */
const REACHED = 0.9;

/**
 * Cycles of the team's own steps under one patch, from the first document on. Where steps throw, what
 * was measured until then is kept.
 * @throws Error where nothing could be measured
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
    const readings: number[] = [];
    const began = performance.now();
    let failed: string | null = null;
    for (let n = 1; n <= cycles && !failed; n++) {
      try {
        await steps.cycle({ ...at, n });
        readings.push(await settledMib(rtc));
        say(`${patch} ${n}/${cycles}: ${readings.at(-1)!.toFixed(0)} MiB`);
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
    const undersized = (await rtc.transceivers()).filter(isUndersized).length;
    if (!failed) await steps.teardown?.(at);
    await rtc.dispose();
    const measured = { startMib, readings, perCycle: growthPerCycle(readings), interval: growthInterval(readings) };
    return {
      patch,
      round,
      cycles: readings.length,
      state,
      text,
      ...counts,
      ...measured,
      undersized,
      msPerCycle,
      recording,
      failed,
    };
  } finally {
    await browser.close();
  }
}

async function settledMib(rtc: Rtc): Promise<number> {
  let last = await mibOf(rtc);
  for (let i = 1; i < MAX_READINGS; i++) {
    const next = await mibOf(rtc);
    if (Math.abs(next - last) < STEADY_MIB) return next;
    last = next;
  }
  return last;
}

async function mibOf(rtc: Rtc): Promise<number> {
  const memory = await rtc.memory();
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

function isUndersized({ kind, layers, trackSize }: Transceiver): boolean {
  if (kind !== 'video' || !trackSize || layers.length === 0) return false;
  return Math.max(...layers.map(({ height }) => height ?? 0)) < trackSize.height * REACHED;
}

/** Of Playwright's errors, which go on for a page. */
const firstLine = (error: unknown) => String((error as Error)?.message ?? error).split('\n')[0]!;
