import { writeFileSync } from 'node:fs';
import { type Firefox, launchFirefox } from '../../../tooling/firefox/launch';
import { contentPids, settledContentMemory } from '../../../tooling/firefox/memory';
import { clickInPanel, panelText, roomForPanel } from '../../../tooling/firefox/panel';
import { inPanel, openPanel, panelPicture } from '../../../tooling/firefox/toolbox';
import type { Evaluates } from '../../../tooling/pages/evaluates';
import { choosePatchInFirefox } from '../../lib/patches/choose-patch';
import { type OpenSession, type PanelReport, PICTURE, saidInPanel } from './session';

/**
 * Opens both pages, a receiver first that is no frame; resolves with the receiver once both are connected. It has a
 * window of its own, since Firefox renders no video in a tab in the background.
 */
async function openPages(firefox: Firefox, publisherUrl: string, receiverUrl: string | null): Promise<Evaluates> {
  const handle = receiverUrl ? await firefox.newWindow(receiverUrl) : null;
  const receiver: Evaluates = {
    evaluate(fn: (...args: any[]) => any, ...args: unknown[]) {
      const run = () => firefox.inPage(fn, ...args);
      return handle ? firefox.inWindow(handle, run) : firefox.inFrame(0, run);
    },
  };
  if (handle) await receiver.evaluate(() => window.ready);
  await firefox.goto(publisherUrl);
  await firefox.inPage(() => window.ready);
  return receiver;
}

async function readPanel(firefox: Firefox): Promise<PanelReport> {
  const verdict = await inPanel(firefox, saidInPanel);
  await clickInPanel(firefox, 'Patch log');
  const outcomes = await inPanel(firefox, () =>
    [...document.querySelectorAll('[aria-label^="Counts per reason"] button')].map(({ textContent }) =>
      (textContent ?? '').trim(),
    ),
  );
  return { verdict, outcomes, opens: null };
}

export const openInFirefox: OpenSession = async ({ publisherUrl, receiverUrl, patch }) => {
  const firefox = await launchFirefox(roomForPanel(PICTURE));
  try {
    await firefox.install();
    const receiver = await openPages(firefox, publisherUrl, receiverUrl);
    await openPanel(firefox);
    await panelText(firefox, /Try a fix/);
    await choosePatchInFirefox(firefox, patch);
    const { page: pid } = await contentPids(firefox);
    return {
      publisher: { evaluate: (fn: (...args: any[]) => any, ...args: unknown[]) => firefox.inPage(fn, ...args) },
      receiver,
      memory: () => settledContentMemory(firefox, pid),
      picture: async (file) => writeFileSync(file, Buffer.from(await panelPicture(firefox), 'base64')),
      readPanel: () => readPanel(firefox),
      close: () => firefox.close(),
    };
  } catch (error) {
    await firefox.close();
    throw error;
  }
};
