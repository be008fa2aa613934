import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { UserError } from '../../../tooling/node/user-error.mjs';
import type { Rtc } from '../../types/inspection';
import { fromProject } from '../project';
import { hasReached } from '../sizes';
import type { StepContext, Steps } from '../types';
import { type Flow, type FlowStep, readFlow } from './read';

/** A recording has no pauses of its own. As a person would: the page takes up what was clicked. */
const STEP_MS = 1_000;
/** How long an encoder may take to come to its size, ms: it begins small on a busy machine. */
const MAX_SIZE_MS = 10_000;
const POLL_MS = 250;

export interface PlayedFlow extends Pick<Flow, 'title' | 'url' | 'notes'> {
  steps: Steps;
  /** For Chromium: the recording is played by Puppeteer over the debugging port, as DevTools plays it. */
  args: readonly string[];
}

interface Player {
  runStep(step: FlowStep, flow: object): Promise<void>;
  end(): Promise<void>;
}

/**
 * A recording of Chrome DevTools' Recorder as steps of a comparison, played by `@puppeteer/replay`.
 * @throws {UserError} on a file that is no recording, or where what plays it is not installed
 */
export async function playedFlow(file: string): Promise<PlayedFlow> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new UserError(`${file} could not be read: there is no such file.`);
  });
  const replay = await fromProject('parse', '@puppeteer/replay');
  const puppeteer = await fromProject('connect', 'puppeteer', 'puppeteer-core');
  if (!replay || !puppeteer)
    throw new UserError(
      `--flow plays a recording by Puppeteer, which is not in the project of the present folder: npm i -D @puppeteer/replay ${puppeteer ? '' : 'puppeteer-core'}`.trim(),
    );
  const flow = readFlow(file, content, replay.parse);
  const port = await freePort();
  const playing = new WeakMap<object, Promise<Player>>();
  const playerOf = ({ page }: StepContext) => {
    const player = playing.get(page) ?? play(replay, puppeteer, `http://127.0.0.1:${port}`, flow);
    playing.set(page, player);
    return player;
  };
  const run = async (at: StepContext, steps: readonly FlowStep[]) => {
    const player = await playerOf(at);
    for (const step of steps) {
      await player.runStep(step, flow).catch((error: Error) => {
        throw new Error(`step "${step.type}": ${error.message}`);
      });
      await untilSized(at.rtc);
    }
  };
  const steps: Steps = {
    setup: (at) => run(at, flow.once),
    cycle: (at) => run(at, flow.cycle),
    teardown: async (at) => (await playerOf(at)).end(),
  };
  const { title, url, notes } = flow;
  return { title, url, notes, steps, args: [`--remote-debugging-port=${port}`] };
}

/** Puppeteer beside Playwright, on the one page of a fresh browser. */
async function play(replay: any, puppeteer: any, browserURL: string, { timeout }: Flow): Promise<Player> {
  const browser = await puppeteer.connect({ browserURL, defaultViewport: null });
  const [page] = await browser.pages();
  const extension = new replay.PuppeteerRunnerExtension(browser, page, { timeout });
  return {
    runStep: (step, flow) => extension.runStep(step, flow),
    end: () => browser.disconnect(),
  };
}

/** A second, and then until what is sent has the size of its track; a share that ends before holds less. */
async function untilSized(rtc: Rtc): Promise<void> {
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await wait(STEP_MS);
  const until = performance.now() + MAX_SIZE_MS;
  while (performance.now() < until) {
    const sending = (await rtc.transceivers()).filter(({ phase, kind }) => phase === 'sending' && kind === 'video');
    if (sending.every((each) => hasReached(each) ?? each.trackSize === null)) return;
    await wait(POLL_MS);
  }
}

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('There is no free port on this machine.');
  return address.port;
}
