import { expect, type Frame, type Page } from '@playwright/test';
import { launchBrowser } from '../../../tooling/browser/browser';
import { type OpenPanel, openPanel, shownSource } from '../../../tooling/browser/devtools';
import { settledMemory } from '../../../tooling/browser/memory';
import { rendererPid } from '../../../tooling/browser/renderer';
import { choosePatch } from '../../lib/patches/choose-patch';
import { type OpenSession, type PanelReport, PICTURE, saidInPanel } from './session';

/** Pages paint and play without a user's gesture. */
const SOUND = ['--autoplay-policy=no-user-gesture-required'];
const OPENS = { timeout: 20_000 };

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
  const verdict = await panel.locator('body').evaluate(saidInPanel);
  await panel.getByRole('tab', { name: /^Patch log/ }).click();
  const reasons = panel.getByRole('region', { name: /^Counts per reason/ }).getByRole('button');
  const outcomes = await reasons.allInnerTexts();
  return { verdict, outcomes, opens: await openedBy(tools) };
}

/** Clicks the line that the sentence names last, the library's where there is one. @returns the file that Sources shows */
async function openedBy({ devtools, panel }: OpenPanel): Promise<string | null> {
  const place = panel.getByRole('region', { name: 'Verdict' }).locator('.culprit button').last();
  if ((await place.count()) === 0) return null;
  await place.click();
  await expect.poll(() => shownSource(devtools), OPENS).not.toBeNull();
  return (await shownSource(devtools))?.file ?? null;
}

export const openInChromium: OpenSession = async ({ publisherUrl, receiverUrl, patch }) => {
  const browser = await launchBrowser({ args: SOUND });
  try {
    const page = browser.context.pages()[0]!;
    const receiver = await openPages(page, publisherUrl, receiverUrl);
    const tools = await openPanel(page);
    await tools.resize(PICTURE.width, PICTURE.height);
    await choosePatch(tools, patch);
    const pid = await rendererPid(page);
    return {
      publisher: page,
      receiver,
      memory: () => settledMemory(page, pid),
      picture: async (path) => void (await tools.devtools.screenshot({ path })),
      readPanel: () => readPanel(tools),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
};
