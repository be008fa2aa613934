import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import { writeJson } from '../../lib/json';
import type { Machine } from '../../lib/machine';
import type { CellResult } from '../measure-cell';
import { writeDocs } from './docs';
import { makeReport } from './memory-report';
import { toMarkdown } from './table';

/**
 * The end of a run: the table on the screen, the figures in out/ and wherever else they are wanted.
 * To be imported after the coefficients were rewritten, since it estimates with those in the file.
 */
export function finish(
  results: CellResult[],
  browser: string,
  machine: Machine,
  { json, docs, parts }: { json?: string | undefined; docs: boolean; parts: boolean },
): void {
  const report = makeReport(results, browser, machine);
  const markdown = toMarkdown(report);
  writeJson(join(ROOT, 'out', 'memory.json'), report);
  if (json) writeJson(json, report);
  writeFileSync(join(ROOT, 'out', 'memory.md'), `${markdown}\n`);
  console.log(`\n${markdown}\n`);
  const written = ['out/memory.json', 'out/memory.md', ...(json ? [json] : [])];
  if (docs) written.push(...writeDocs(report, parts));
  console.log(`Written: ${written.join(', ')}`);
}
