import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRounds } from '../../core/growth/rounds';
import type { Settings } from '../../demo/publisher/settings';
import { serveDemo } from '../../demo/serve.mjs';
import type { Patch } from '../../protocol/state';
import { ROOT } from '../../tooling/node/root.mjs';
import { writeJson } from '../lib/json';
import { type ArmResult, type MeasuredCycle, summarize } from '../lib/patches/arm';
import { type Round, runRound } from './round';
import { checkSettings } from './settings';
import { formatTable } from './table';

export interface CompareOptions {
  /** Default: none, then reuse. */
  patches?: Patch[];
  /** As checkSettings() returns them; default: its defaults. */
  settings?: Record<string, string>;
  cycles: number;
  /** Default 1. */
  rounds?: number;
  /** Also measure the bitrate, 6 s in each of five cycles; default false. */
  bitrate?: boolean;
  /** Product and version, for the file. */
  browser: string;
  /** Another file for the figures. */
  json?: string | undefined;
}

/** What `--json` holds. */
export interface Comparison {
  browser: string;
  settings: Settings;
  arms: ArmResult[];
}

function showProgress(patch: Patch, done: number, cycles: number, { mib, report, kbit5s }: MeasuredCycle): void {
  const memory = mib === null ? 'memory unknown' : `${mib.toFixed(0)} MiB`;
  const bitrate = kbit5s === null ? '' : `, ${kbit5s.toFixed(0)} kbit/s`;
  const picture = { true: '', false: ', wrong or no picture', null: ', no code seen' }[`${report.intact}`];
  const encoded = `${report.encodedWidth}x${report.encodedHeight} ${report.codec} ${report.mode ?? ''}`.trim();
  const size = report.reachedSize === false ? `, encoded only ${encoded}` : '';
  console.log(
    `  ${patch} ${done}/${cycles}: ${report.transceivers} transceivers, ${memory}${bitrate}${picture}${size}`,
  );
}

/** Runs all rounds. */
async function runRounds(options: Required<Omit<CompareOptions, 'json'>>, out: string): Promise<Map<Patch, Round[]>> {
  const { patches, settings, cycles, rounds, bitrate } = options;
  const done = new Map<Patch, Round[]>(patches.map((patch) => [patch, []]));
  const demo = await serveDemo();
  try {
    for (const { patch, round } of inRounds(patches, rounds)) {
      const title = rounds > 1 ? `, round ${round} of ${rounds}` : '';
      console.log(`\nPatch ${patch}${title}: ${cycles} publish/unpublish cycles in a fresh browser`);
      let cycle = 0;
      const onCycle = (measured: MeasuredCycle) => showProgress(patch, ++cycle, cycles, measured);
      const screenshot = join(out, `panel-${patch}.png`);
      done.get(patch)!.push(await runRound({ ...demo, patch, cycles, settings, bitrate, screenshot, onCycle }));
    }
  } finally {
    await demo.close();
  }
  return done;
}

/**
 * The demo's comparison in headless DevTools. Prints progress and a table, writes figures and the
 * panel's screenshots under out/.
 * @throws where an arm cannot be run
 */
export async function compare({ json, ...options }: CompareOptions): Promise<void> {
  const out = join(ROOT, 'out');
  mkdirSync(out, { recursive: true });
  const { patches = ['none', 'reuse'], settings = checkSettings({}), rounds = 1, bitrate = false } = options;
  const done = await runRounds({ ...options, patches, settings, rounds, bitrate }, out);
  const arms = patches.map((patch) => summarize(patch, done.get(patch)!));
  const comparison = { browser: options.browser, settings: done.get(patches[0]!)![0]!.settings, arms };
  const files = ['out/ab.json', ...(json ? [json] : [])];
  writeJson(join(out, 'ab.json'), comparison);
  if (json) writeJson(json, comparison);
  const method = arms[0]?.rendererMiB.method ?? 'not readable on this system';
  console.log(`\n${formatTable(arms)}\n\nMemory of the publishing page's renderer, measured (${method}).`);
  const shots = arms.map(({ patch }) => `out/panel-${patch}.png`);
  console.log(`Written: ${[...files, ...shots].join(', ')}`);
}
