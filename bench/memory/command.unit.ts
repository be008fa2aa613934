import { expect, test } from '@playwright/test';
import { run } from './command';

for (const [args, sentence] of [
  [['--record'], '--record needs --versions.'],
  [['--version', '121', '--record', '--cells', 'audio'], '--record needs the main cells'],
  [['--versions', '121', '--fit'], '--fit needs a browser that captures displays.'],
  [['--version', '121', '--browser', 'firefox'], '--versions are Chromium’s'],
  [
    ['--version', '121', '--cells', 'vp8-720-tab'],
    'A headless shell captures no display: none of the cells is for it.',
  ],
  [['--versions', '121,latest'], 'A version is a number such as 121, not "latest".'],
  [['--fit', '--quick'], '--fit needs all cells'],
] as const) {
  test(`used wrongly it says so: ${args.join(' ')}`, async () => {
    await expect(run(args)).rejects.toThrow(sentence);
  });
}
