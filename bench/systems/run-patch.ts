import { expect, type Frame, type Page } from '@playwright/test';
import type { Patch } from '../../protocol/state';
import { launchBrowser } from '../../tooling/browser/browser';
import { type OpenPanel, openPanel, shownSource } from '../../tooling/browser/devtools';
import { settledMemory } from '../../tooling/browser/memory';
import { rendererPid } from '../../tooling/browser/renderer';
import { hasBitrate } from '../lib/bitrate';
import type { MeasuredCycle, MeasuredRound } from '../lib/patches/arm';
import { choosePatch } from '../lib/patches/choose-patch';
import type { SystemState } from './pages/api';

const PICTURE_MS = 20_000;
/** Pages paint and play without a user's gesture. */
const SOUND = ['--autoplay-policy=no-user-gesture-required'];
const OPENS = { timeout: 20_000 };
/** A picture that is not right yet may be late; what no frame has come for this long is over. */
const QUIET_MS = 300;
const SCREENSHOT = { width: 1400, height: 900 };
/** Two samples of the panel. */
const LAST_SAMPLES_MS = 2000;

export interface PatchOptions {
  /** `system` and what the adapter reads, for each page; the page's address without a query. */
  publisherUrl: string;
  /** Null: the receiver is a frame of the publisher's page. */
  receiverUrl: string | null;
  patch: Patch;
  cycles: number;
  bitrate: boolean;
  screenshot: string;
  onCycle(cycle: MeasuredCycle): void;
}

/** What the panel said at the end. */
export interface PanelReport {
  verdict: string;
  tabs: string[];
  /** What DevTools shows after a click on the sentence's last line of code; null where it names none. */
  opens: string | null;
  /** Of the patch log: each reason, with how often. */
  outcomes: string[];
}

/** One patch in one fresh browser. */
export interface SystemRound extends MeasuredRound {
  /** Before the first publish. */
  before: SystemState;
  /** After the last unpublish. */
  state: SystemState;
  panel: PanelReport;
}

/** Waits until the code is seen, or the time is over. @returns what the receiver saw */
export async function seenBy(receiver: Page | Frame, code: number | null) {
  const end = Date.now() + PICTURE_MS;
  for (;;) {
    const seen = await receiver.evaluate(() => window.receiver.seen());
    if (code === null ? Date.now() - seen.lastAt > QUIET_MS : seen.firstAt !== null) return seen;
    if (Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One publish and unpublish: the picture judged by the receiver, the memory by the system. */
export async function runCycle(
  page: Page,
  receiver: Page | Frame,
  pid: number,
  code: number,
  withBitrate: boolean,
): Promise<MeasuredCycle> {
  await receiver.evaluate((next) => window.receiver.expect(next), code);
  const { began, ...report } = await page.evaluate(() => window.system.publish());
  const first = await seenBy(receiver, code);
  const kbit5s = withBitrate ? await page.evaluate((at) => window.system.bitrate(at), began) : null;
  const last = await seenBy(receiver, code);
  await page.evaluate(() => window.system.unpublish());
  await seenBy(receiver, null);
  const reading = await settledMemory(page, pid);
  return {
    report: {
      ...report,
      intact: last.firstAt !== null && last.foreign === 0 && last.lastCode === code,
      receivedCode: last.lastCode,
      firstFrameMs: first.firstAt === null ? null : first.firstAt - began,
    },
    mib: reading?.mib ?? null,
    kbit5s,
  };
}

/**
 * Opens both pages, a receiver's tab first; resolves with the receiver once both are connected.
 * @param receiverUrl null: a frame of the publisher's page
 */
export async function openPages(page: Page, publisherUrl: string, receiverUrl: string | null): Promise<Page | Frame> {
  const tab = receiverUrl ? await page.context().newPage() : null;
  await tab?.goto(receiverUrl!);
  await tab?.evaluate(() => window.ready);
  await page.goto(publisherUrl);
  await page.evaluate(() => window.ready);
  const receiver = tab ?? page.frames().find((frame) => frame.url().includes('side=receiver'));
  if (!receiver) throw new Error('The page has no receiver.');
  return receiver;
}

async function readPanel(tools: OpenPanel): Promise<PanelReport> {
  const { panel } = tools;
  const parts = panel.getByRole('region', { name: 'Verdict' }).locator('.incident-head p, .facts > li');
  // What is only for a screen reader would be read twice.
  const texts = await parts.evaluateAll((all) =>
    all.map((part) => {
      const shown = part.cloneNode(true) as Element;
      for (const hidden of shown.querySelectorAll('.visually-hidden')) hidden.remove();
      return shown.textContent;
    }),
  );
  const verdict = texts.map((text) => text.replace(/\s+/g, ' ').trim()).join(' · ');
  const tabs = await panel.getByRole('tab').allInnerTexts();
  await panel.getByRole('tab', { name: /^Patch log/ }).click();
  const reasons = panel.getByRole('region', { name: /^Counts per reason/ }).getByRole('button');
  const outcomes = await reasons.allInnerTexts();
  return { verdict, tabs, outcomes, opens: await openedBy(tools) };
}

/** Clicks the line that the sentence names last, the library's where there is one. @returns the file that Sources shows */
async function openedBy({ devtools, panel }: OpenPanel): Promise<string | null> {
  const place = panel.getByRole('region', { name: 'Verdict' }).locator('.culprit button').last();
  if ((await place.count()) === 0) return null;
  await place.click();
  await expect.poll(() => shownSource(devtools), OPENS).not.toBeNull();
  return (await shownSource(devtools))?.file ?? null;
}

/**
 * One patch in one fresh browser, chosen in the real panel before the first publish.
 * @throws where the browser, DevTools, the panel, the library or the server fails
 */
export async function runPatch(options: PatchOptions): Promise<SystemRound> {
  const browser = await launchBrowser({ args: SOUND });
  try {
    const page = browser.context.pages()[0]!;
    const receiver = await openPages(page, options.publisherUrl, options.receiverUrl);
    const tools = await openPanel(page);
    await tools.resize(SCREENSHOT.width, SCREENSHOT.height);
    await choosePatch(tools, options.patch);
    const pid = await rendererPid(page);
    const start = await settledMemory(page, pid);
    const before = await page.evaluate(() => window.system.state());
    const cycles: MeasuredCycle[] = [];
    while (cycles.length < options.cycles) {
      const code = cycles.length + 1;
      const cycle = await runCycle(page, receiver, pid, code, options.bitrate && hasBitrate(code));
      cycles.push(cycle);
      options.onCycle(cycle);
    }
    await page.waitForTimeout(LAST_SAMPLES_MS);
    await tools.devtools.screenshot({ path: options.screenshot });
    const state = await page.evaluate(() => window.system.state());
    const panel = await readPanel(tools);
    const common = { start: start?.mib ?? null, method: start?.method ?? null };
    return { ...common, cycles, before, state, panel };
  } finally {
    await browser.close();
  }
}
