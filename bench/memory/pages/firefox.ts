import { openDemoInFirefox, publishInFirefox } from '../../../tooling/firefox/demo';
import { launchFirefox } from '../../../tooling/firefox/launch';
import { contentPids, settledContentMemory } from '../../../tooling/firefox/memory';
import { UserError } from '../../../tooling/node/user-error.mjs';
import type { MeasuredPage, OpenMeasuredPage } from './measured-page';

export const openInFirefox: OpenMeasuredPage = async (cell, urls, parameters) => {
  const isScreen = cell.source === 'screen';
  if (isScreen && process.platform === 'linux' && !process.env.DISPLAY) {
    throw new UserError('A screen needs a display to capture.');
  }
  // A headless Firefox sees no screen.
  const firefox = await launchFirefox({ headless: !isScreen });
  try {
    await openDemoInFirefox(firefox, urls, parameters);
    const { page } = await contentPids(firefox);
    const measured: MeasuredPage = {
      evaluate: (fn: (...args: any[]) => any, ...args: unknown[]) => firefox.inPage(fn, ...args),
      publish: () => publishInFirefox(firefox),
      memory: () => settledContentMemory(firefox, page),
      async receiverMemory() {
        const { frame } = await contentPids(firefox);
        return frame ? settledContentMemory(firefox, frame) : null;
      },
      close: () => firefox.close(),
    };
    return measured;
  } catch (error) {
    await firefox.close();
    throw error;
  }
};
