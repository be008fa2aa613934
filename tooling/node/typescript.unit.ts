import { expect, test } from '@playwright/test';
import * as vite from 'vite';
import { importTypeScript } from './typescript.mjs';

test('an import leaves the process as it was: what is built later is built for production', async () => {
  const { NODE_ENV } = process.env;
  try {
    delete process.env.NODE_ENV;
    const { readResults } = await importTypeScript<typeof import('./test-results')>('tooling/node/test-results.ts');
    expect(readResults).toBeInstanceOf(Function);
    expect(process.env.NODE_ENV).toBeUndefined();
  } finally {
    if (NODE_ENV !== undefined) process.env.NODE_ENV = NODE_ENV;
  }
});

test('what was imported by it imports more by it, if it brings Vite along', async () => {
  const { importTypeScript: again } = await importTypeScript<{ importTypeScript: typeof importTypeScript }>(
    'tooling/node/typescript.mjs',
  );
  const file = 'tooling/node/test-results.ts';
  const { readResults } = await again<typeof import('./test-results')>(file, vite);
  expect(readResults).toBeInstanceOf(Function);
  await expect(again(file)).rejects.toThrow();
});
