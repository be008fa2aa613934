import { expect, test } from '@playwright/test';
import { checkNode } from './node.mjs';

for (const version of ['16.20.2', '20.18.3']) {
  test(`Node ${version} is refused with a sentence`, () => {
    expect(() => checkNode(version)).toThrow(`This needs Node 20.19 or later, and this is Node ${version}.`);
  });
}

for (const version of ['20.19.0', '22.0.0']) {
  test(`Node ${version} will do`, () => checkNode(version));
}
