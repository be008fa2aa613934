import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRounds } from '../../core/growth/rounds';
import { PATCHES } from '../../protocol/patches';
import { onInterrupt } from '../../tooling/node/interrupt';
import { readArguments, wholeNumber } from '../../tooling/node/options.mjs';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { checkPatches } from '../../tooling/patches/patches';
import { runArm } from '../ab/arm';
import { playedFlow } from '../ab/flow/play';
import { fromProject } from '../ab/project';
import { markdownOf, resultsOf, textOf } from '../ab/table';
import type { Arm, Steps } from '../ab/types';

/** A camera, a microphone and a screen that need nobody. */
const CHROME_ARGS = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--auto-select-desktop-capture-source=Entire screen',
];

const WHICH_STEPS =
  'Which steps? --steps FILE, a module that exports cycle({ page, context, rtc, n }); or --flow FILE, a recording of Chrome DevTools’ Recorder as JSON';

/** What is run in each browser. */
interface Plan {
  url: string;
  steps: Steps;
  args: readonly string[];
  /** To be said before. */
  notes: readonly string[];
}

/**
 * Compares patches on the user's own page by the user's own steps. Sets the exit code.
 * @throws {Error} with a sentence for the user
 */
export async function run(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--');
  const { values, positionals } = readArguments(at < 0 ? args : args.slice(0, at), {
    url: { type: 'string' },
    steps: { type: 'string' },
    flow: { type: 'string' },
    patches: { type: 'string', default: PATCHES.join(',') },
    cycles: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '1' },
    browser: { type: 'string' },
    out: { type: 'string', default: 'ab-results' },
  });
  if (positionals.length > 0)
    throw new UserError(`"${positionals[0]}" is no option; arguments for Chrome stand after --.`);
  const patches = checkPatches(values.patches);
  const cycles = wholeNumber('cycles', values.cycles);
  const rounds = wholeNumber('rounds', values.rounds);
  const { url, steps, args: more, notes } = await planOf(values);
  const chromium = await findChromium();
  await mkdir(values.out, { recursive: true });
  const chromeArgs = [...CHROME_ARGS, ...more, ...(at < 0 ? [] : args.slice(at + 1))];
  // Playwright's own would end this process before anything is kept.
  const ours = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  let browser: any = null;
  let interrupted = false;
  const launch = async () => {
    browser = await chromium.launch({ executablePath: values.browser, args: chromeArgs, ...ours });
    if (interrupted) await browser.close();
    return browser;
  };

  const arms: Arm[] = [];
  const say = (line: string) => print(process.stderr, [line]);
  const stop = onInterrupt(() => {
    interrupted = true;
    say('Interrupted: what was measured until now is kept.');
    void browser?.close();
  });
  for (const note of notes) say(`Note: ${note}`);
  const all = inRounds(patches, rounds);
  try {
    for (const [i, { patch, round }] of all.entries()) {
      if (interrupted) break;
      say(`Browser ${i + 1} of ${all.length}: ${patch}${rounds > 1 ? `, round ${round} of ${rounds}` : ''}`);
      arms.push(await runArm({ launch, url, steps, patch, round, cycles, out: values.out, say }));
    }
  } catch (error) {
    // What an end by force breaks says nothing.
    if (!interrupted) throw error;
  } finally {
    stop();
    // What was measured is kept where a later browser fails.
    if (arms.length > 0) {
      print(process.stdout, textOf(arms));
      const { steps: stepsFile = null, flow = null } = values;
      const results = { url, steps: stepsFile, flow, cycles, rounds, patches: resultsOf(arms), arms };
      await writeFile(join(values.out, 'ab.json'), JSON.stringify(results, null, 2));
      await writeFile(join(values.out, 'ab.md'), `${markdownOf(arms, url)}\n`);
      say(`${values.out} holds ab.json, ab.md for a tracker, and the recordings.`);
    }
  }
  if (interrupted || arms.some(({ failed }) => failed)) process.exitCode = 2;
}

/** @throws {UserError} where page or steps are not named, or can't be read */
async function planOf(values: { url?: string; steps?: string; flow?: string }): Promise<Plan> {
  const { flow: flowFile, steps: file } = values;
  if (!flowFile && !file) {
    requireUrl(values.url);
    throw new UserError(WHICH_STEPS);
  }
  if (!flowFile) return { url: requireUrl(values.url), steps: await readSteps(file!), args: [], notes: [] };
  const flow = await playedFlow(flowFile);
  const around: Partial<Steps> = file ? await readSteps(file, 'setup') : {};
  const { setup, teardown } = around;
  const steps: Steps = {
    setup: async (at) => {
      await flow.steps.setup?.(at);
      await setup?.(at);
    },
    cycle: flow.steps.cycle,
    teardown: async (at) => {
      await teardown?.(at);
      await flow.steps.teardown?.(at);
    },
  };
  return { url: requireUrl(values.url ?? flow.url ?? undefined), steps, args: flow.args, notes: flow.notes };
}

function requireUrl(url: string | undefined): string {
  if (url && URL.canParse(url)) return url;
  throw new UserError(url ? `"${url}" is no address of a page, as https://… is.` : 'Which page? --url https://…');
}

/** @param needed what it must export: with a flow, only what goes around it */
async function readSteps(file: string, needed: 'cycle' | 'setup' = 'cycle'): Promise<Steps> {
  let steps: Partial<Steps>;
  try {
    steps = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new UserError(`${file} could not be loaded: ${(error as Error).message}`);
  }
  if (typeof steps[needed] === 'function') return steps as Steps;
  const why = needed === 'setup' ? '; beside --flow, a cycle is the recording’s' : '';
  throw new UserError(
    `${file} exports no function ${needed}({ page, context, rtc${needed === 'cycle' ? ', n' : ''} })${why}.`,
  );
}

/** Playwright as the project in the present folder has it. */
async function findChromium(): Promise<{ launch(options: object): Promise<any> }> {
  const playwright = await fromProject('chromium', '@playwright/test', 'playwright', 'playwright-core');
  if (playwright?.chromium) return playwright.chromium;
  throw new UserError('ab needs Playwright in the project of the present folder: npm i -D @playwright/test');
}
