import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import type { Report } from './memory-report';
import { toMarkdown } from './table';

const DOCS = join(ROOT, 'docs', 'memory.md');
const MEASURED = join(ROOT, 'docs', 'memory-measured.json');
const BEGIN = '<!-- table: written by npm run bench:memory -- --fit -->';
const END = '<!-- end of table -->';

/** Puts the report into the documentation: the table between its two marks, the readings beside it. */
export function writeDocs(report: Report): void {
  const { cells, ...rest } = report;
  // A cell a line: readable, and a change shows which.
  const lines = cells.map((cell) => `  ${JSON.stringify(cell)}`).join(',\n');
  const head = JSON.stringify(rest, null, 2).slice(0, -2);
  writeFileSync(MEASURED, `${head},\n  "cells": [\n${lines}\n  ]\n}\n`);
  const text = existsSync(DOCS) ? readFileSync(DOCS, 'utf8') : '';
  const [before, table] = text.split(BEGIN);
  const after = table?.split(END)[1];
  if (after === undefined) throw new Error(`docs/memory.md has lost the marks ${BEGIN} and ${END}.`);
  writeFileSync(DOCS, `${before}${BEGIN}\n\n${toMarkdown(report)}\n\n${END}${after}`);
}
