import type { Page } from '@playwright/test';
import { launchBrowser } from '../../../tooling/browser/browser';
import { settledMemory } from '../../../tooling/browser/memory';
import { rendererPid } from '../../../tooling/browser/renderer';
import { openDemo, publish } from '../../../tooling/pages/demo';
import { launchOptionsFor } from '../../../tooling/pages/sources';
import type { MeasuredPage, OpenMeasuredPage } from './measured-page';

/** It opens with the first publish, on the other site and so in another process. */
async function findReceiver(page: Page) {
  const found = page
    .context()
    .pages()
    .find((each) => each.url().includes('/receiver.html'));
  return found ? { page: found, pid: await rendererPid(found) } : null;
}

export const openInChromium: OpenMeasuredPage = async (cell, urls, parameters) => {
  const browser = await launchBrowser({ ...launchOptionsFor(cell.source), extension: null });
  try {
    const { page } = await openDemo(browser.context, urls, { ...parameters, receiver: 'window' });
    const pid = await rendererPid(page);
    let receiver: Awaited<ReturnType<typeof findReceiver>> = null;
    const measured: MeasuredPage = {
      evaluate: (fn: (arg: any) => any, arg?: unknown) => page.evaluate(fn, arg),
      publish: () => publish(page),
      memory: () => settledMemory(page, pid),
      async receiverMemory() {
        receiver ??= await findReceiver(page);
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
