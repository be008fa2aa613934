import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import type { CellResult } from '../measure-cell';
import { writeDocs } from './docs';
import { type Machine, makeReport } from './report';
import { toMarkdown } from './table';

/**
 * The end of a run: the table on the screen, the figures in out/ and wherever else they are wanted.
 * To be imported after the coefficients were rewritten, since it estimates with those in the file.
 */
export function finish(
  results: CellResult[],
  browser: string,
  machine: Machine,
  { json, docs }: { json?: string | undefined; docs: boolean },
): void {
  const report = makeReport(results, browser, machine);
  const markdown = toMarkdown(report);
  const files = [join(ROOT, 'out', 'memory.json'), ...(json ? [resolve(json)] : [])];
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  }
  writeFileSync(join(ROOT, 'out', 'memory.md'), `${markdown}\n`);
  if (docs) writeDocs(report);
  console.log(`\n${markdown}\n`);
  const written = ['out/memory.json', 'out/memory.md', ...(json ? [json] : [])];
  if (docs) written.push('docs/memory.md', 'docs/memory-measured.json');
  console.log(`Written: ${written.join(', ')}`);
}
