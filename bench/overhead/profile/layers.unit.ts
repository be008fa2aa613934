import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../../tooling/node/root.mjs';
import { LAYERS, layered } from './layers';

const sourceOf = (file: string) => readFileSync(join(ROOT, 'content/hook', file), 'utf8');

test('what a layer leaves out is in the hook’s sources, once', () => {
  const files = LAYERS.flatMap((layer) => layer.changes.map(({ file }) => ({ layer, file })));
  expect(files).toHaveLength(4);
  for (const { layer, file } of files) expect(layered(layer, file, sourceOf(file))).not.toBe(sourceOf(file));
});

test('a source without the text says so', () => {
  const [first] = LAYERS;
  expect(() => layered(first!, 'base/wrap.ts', 'nothing of that')).toThrow('content/hook/base/wrap.ts has “');
  expect(layered(first!, 'log.ts', 'left as it is')).toBe('left as it is');
});
