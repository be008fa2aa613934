import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { serveDemo } from '../../demo/serve.mjs';
import type { Patch } from '../../protocol/state';
import { ROOT } from '../lib/root.mjs';
import { type ArmResult, type Cycle, runArm } from './arm';
import { formatTable } from './table';

/** A still 720p picture in VP8, received in another process; all else as the demo has it. */
const SETTINGS = { source: 'canvas', picture: 'detail', size: '720', codec: 'VP8', receiver: 'iframe' };

function showProgress(patch: Patch, done: number, cycles: number, { state, mib, report }: Cycle): void {
  const memory = mib === null ? 'memory unknown' : `${mib.toFixed(0)} MiB`;
  const picture = report.intact === false ? ', wrong or no picture' : '';
  const size = report.reachedSize === false ? `, encoded only ${report.encodedWidth}x${report.encodedHeight}` : '';
  console.log(`  ${patch} ${done}/${cycles}: ${state.transceivers} transceivers, ${memory}${picture}${size}`);
}

function writeJson(file: string, arms: ArmResult[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ arms }, null, 2)}\n`);
}

/**
 * The demo's comparison in headless DevTools: patch none, then reuse. Prints progress and a table,
 * writes figures and the panel's screenshots under out/.
 * @param options.json another file for the figures
 * @throws where an arm cannot be run
 */
export async function compare({ cycles, json }: { cycles: number; json?: string | undefined }): Promise<void> {
  const out = join(ROOT, 'out');
  mkdirSync(out, { recursive: true });
  const demo = await serveDemo();
  const arms: ArmResult[] = [];
  try {
    for (const patch of ['none', 'reuse'] as const) {
      console.log(`\nPatch ${patch}: ${cycles} publish/unpublish cycles in a fresh browser`);
      let done = 0;
      const arm = await runArm({
        patch,
        cycles,
        settings: SETTINGS,
        publisherUrl: demo.publisherUrl,
        screenshot: join(out, `panel-${patch}.png`),
        onCycle: (cycle) => showProgress(patch, ++done, cycles, cycle),
      });
      arms.push(arm);
    }
  } finally {
    await demo.close();
  }
  const files = ['out/ab.json', ...(json ? [json] : [])];
  writeJson(join(out, 'ab.json'), arms);
  if (json) writeJson(resolve(json), arms);
  const method = arms[0]?.rendererMiB.method ?? 'not readable on this system';
  console.log(`\n${formatTable(arms)}\n\nMemory of the publishing page's renderer, measured (${method}).`);
  const shots = arms.map(({ patch }) => `out/panel-${patch}.png`);
  console.log(`Written: ${[...files, ...shots].join(', ')}`);
}
