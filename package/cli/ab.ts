import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PATCHES, type Patch } from '../../protocol/patches';
import { readArguments, wholeNumber } from '../../tooling/node/options.mjs';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { runArm } from '../ab/arm';
import { markdownOf, textOf } from '../ab/table';
import type { Arm, Steps } from '../ab/types';
import { checkPatch } from '../live/inspection';

/** A camera, a microphone and a screen that need nobody. */
const CHROME_ARGS = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--auto-select-desktop-capture-source=Entire screen',
];

/**
 * Compares patches on the user's own page by the user's own steps. Sets the exit code.
 * @throws {Error} with a sentence for the user
 */
export async function run(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--');
  const { values, positionals } = readArguments(at < 0 ? args : args.slice(0, at), {
    url: { type: 'string' },
    steps: { type: 'string' },
    patches: { type: 'string', default: PATCHES.join(',') },
    cycles: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '1' },
    browser: { type: 'string' },
    out: { type: 'string', default: 'ab-results' },
  });
  if (positionals.length > 0)
    throw new UserError(`"${positionals[0]}" is no option; arguments for Chrome stand after --.`);
  const { url, out } = values;
  if (!url || !URL.canParse(url)) throw new UserError('Which page? --url https://…');
  const patches = values.patches.split(',').map((name): Patch => {
    checkPatch(name);
    return name;
  });
  const cycles = wholeNumber('cycles', values.cycles);
  const rounds = wholeNumber('rounds', values.rounds);
  const steps = await readSteps(values.steps);
  const chromium = await findChromium();
  await mkdir(out, { recursive: true });
  const launch = () =>
    chromium.launch({ executablePath: values.browser, args: [...CHROME_ARGS, ...(at < 0 ? [] : args.slice(at + 1))] });

  const arms: Arm[] = [];
  const say = (line: string) => print(process.stderr, [line]);
  for (let round = 1; round <= rounds; round++) {
    // What warms up or slows down over time must not always hit the same patch.
    for (const patch of round % 2 ? patches : patches.toReversed())
      arms.push(await runArm({ launch, url, steps, patch, round, cycles, out, say }));
  }
  print(process.stdout, textOf(arms));
  await writeFile(join(out, 'ab.json'), JSON.stringify({ url, cycles, rounds, arms }, null, 2));
  await writeFile(join(out, 'ab.md'), `${markdownOf(arms, url)}\n`);
  say(`${out} holds ab.json, ab.md for a tracker, and the recordings.`);
  if (arms.some(({ failed }) => failed)) process.exitCode = 2;
}

async function readSteps(file: string | undefined): Promise<Steps> {
  if (!file) throw new UserError('Which steps? --steps FILE, a module that exports cycle({ page, context, rtc, n })');
  let steps: Partial<Steps>;
  try {
    steps = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new UserError(`${file} could not be loaded: ${(error as Error).message}`);
  }
  if (typeof steps.cycle !== 'function')
    throw new UserError(`${file} exports no function cycle({ page, context, rtc, n }).`);
  return steps as Steps;
}

/** Playwright as the project in the present folder has it. */
async function findChromium(): Promise<{ launch(options: object): Promise<any> }> {
  const require = createRequire(resolve('package.json'));
  for (const name of ['@playwright/test', 'playwright', 'playwright-core']) {
    try {
      const module = await import(pathToFileURL(require.resolve(name)).href);
      return module.chromium ?? module.default.chromium;
    } catch {
      // The next.
    }
  }
  throw new UserError('ab needs Playwright in the project of the present folder: npm i -D @playwright/test');
}
