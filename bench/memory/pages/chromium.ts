import type { Page } from '@playwright/test';
import { launchBrowser } from '../../../tooling/browser/browser';
import { settledMemory } from '../../../tooling/browser/memory';
import { rendererPid } from '../../../tooling/browser/renderer';
import { ensureBrowser } from '../../../tooling/chromium/ensure.mjs';
import { isShell } from '../../../tooling/chromium/shells';
import { openDemo, publish } from '../../../tooling/pages/demo';
import { launchOptionsFor } from '../../../tooling/pages/sources';
import type { MeasuredPage, OpenMeasuredPage } from './measured-page';

/** Two sites have two processes in a browser; in a headless shell only with this. */
const SHELL_ARGS = ['--site-per-process'];

/** It opens with the first publish, on the other site and so in another process. */
async function findReceiver(page: Page, publisherPid: number) {
  const found = page
    .context()
    .pages()
    .find((each) => each.url().includes('/receiver.html'));
  if (!found) return null;
  const pid = await rendererPid(found);
  if (pid === publisherPid) throw new Error('Publisher and receiver are in one process: its memory is both’s.');
  return { page: found, pid };
}

export const openInChromium: OpenMeasuredPage = async (cell, urls, parameters) => {
  const options = launchOptionsFor(cell.source);
  const args = [...(options.args ?? []), ...(isShell(await ensureBrowser()) ? SHELL_ARGS : [])];
  const browser = await launchBrowser({ ...options, args, extension: null });
  try {
    const { page } = await openDemo(browser.context, urls, { ...parameters, receiver: 'window' });
    const pid = await rendererPid(page);
    let receiver: Awaited<ReturnType<typeof findReceiver>> = null;
    const measured: MeasuredPage = {
      evaluate: (fn: (arg: any) => any, arg?: unknown) => page.evaluate(fn, arg),
      publish: () => publish(page),
      memory: () => settledMemory(page, pid),
      async receiverMemory() {
        receiver ??= await findReceiver(page, pid);
        return receiver && settledMemory(receiver.page, receiver.pid);
      },
      close: () => browser.close(),
    };
    return measured;
  } catch (error) {
    await browser.close();
    throw error;
  }
};
