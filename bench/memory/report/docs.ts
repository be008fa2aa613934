import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import { writeBlock } from '../../lib/docs/block';
import type { Report } from './memory-report';
import { toMarkdown } from './table';

const DOCS = join(ROOT, 'docs', 'memory.md');

/** Where a browser's figures stand. */
const CHROMIUM = { writer: 'npm run bench:memory -- --fit', file: 'memory-measured.json' };
const FIREFOX = {
  writer: 'npm run bench:memory -- --browser firefox --fit',
  file: 'memory-measured-firefox.json',
};
const CHROMIUM_PARTS = {
  writer: 'npm run bench:memory -- --parts --fit',
  file: 'memory-measured-parts.json',
};
const FIREFOX_PARTS = {
  writer: 'npm run bench:memory -- --browser firefox --parts --fit',
  file: 'memory-measured-parts-firefox.json',
};

/**
 * Puts the report into the documentation: the table between its two marks, the readings beside it.
 * @param parts it is about what stays beside the encoders
 */
export function writeDocs(report: Report, parts: boolean): string[] {
  const [encoders, beside] = report.chromium.startsWith('Firefox')
    ? [FIREFOX, FIREFOX_PARTS]
    : [CHROMIUM, CHROMIUM_PARTS];
  const { writer, file } = parts ? beside : encoders;
  writeFileSync(join(ROOT, 'docs', file), `${withCells(report)}\n`);
  putTable(writer, toMarkdown(report));
  return ['docs/memory.md', `docs/${file}`];
}

/** A cell a line: readable, and a change shows which. */
export function withCells({ cells, ...about }: Report): string {
  const lines = cells.map((cell) => `  ${JSON.stringify(cell)}`).join(',\n');
  return `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "cells": [\n${lines}\n  ]\n}`;
}

/** Puts a table into docs/memory.md. @param writer the command that writes it */
export const putTable = (writer: string, table: string): void => writeBlock(DOCS, { name: 'table', writer }, table);
