import type { BrowserContext } from '@playwright/test';
import type { LaunchOptions } from '../browser/browser';

const CODE_TITLE = 'Picture to share (republish demo)';

/** How to start a browser that answers the capture's prompt by itself. */
export function launchOptionsFor(source: string): LaunchOptions {
  switch (source) {
    case 'tab':
      return { args: [`--auto-select-tab-capture-source-by-title=${CODE_TITLE}`] };
    case 'screen':
      // A headless browser sees no screen.
      return { headless: false, args: ['--auto-select-desktop-capture-source=Entire screen'] };
    case 'camera':
    case 'microphone':
      // Not --use-fake-ui-for-media-stream, which would also answer for a display.
      return { args: ['--use-fake-device-for-media-stream', '--auto-accept-camera-and-microphone-capture'] };
    default:
      return {};
  }
}

/** Opens the tab that is going to be captured, as large as the picture shall be. */
export async function openCodePage(context: BrowserContext, url: string, height: number): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: Math.round((height * 16) / 9), height });
  await page.goto(url);
}
