import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../tooling/node/root.mjs';
import { SCHEMA_FILE, schemaText } from './schema';

test('docs/recording.schema.json is what files are checked with (npm run schema writes it)', () => {
  expect(readFileSync(join(ROOT, SCHEMA_FILE), 'utf8')).toBe(schemaText());
});

test('no part of the schema is left open', () => {
  const open: string[] = [];
  const walk = (node: unknown, path: string) => {
    if (Array.isArray(node)) node.forEach((each, i) => walk(each, `${path}[${i}]`));
    else if (typeof node === 'object' && node !== null) {
      if (Object.keys(node).length === 0) open.push(path);
      for (const [name, value] of Object.entries(node)) walk(value, `${path}.${name}`);
    }
  };
  walk(JSON.parse(schemaText()), '');
  expect(open).toEqual([]);
});
