/**
 * `npm run dev`: the extension, rebuilt on each change.
 *
 *   --browser NAME chrome (default): Vite's server; load dist/chrome once by hand in chrome://extensions.
 *                  firefox: builds in watch mode, opens Firefox with the demo, the extension as a temporary
 *                  add-on and its panel, and after each build puts the add-on in anew, reloads the page and
 *                  opens the panel again. Without a display that Firefox runs headless.
 */
import { serveDemo } from '../demo/serve.mjs';
import { readOptions } from '../tooling/node/options.mjs';
import { runTool } from '../tooling/node/steps.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { openForDevelopment } from './dev/firefox-window';
import { watchFirefoxBuild } from './dev/watch-build';

export async function run(args: readonly string[]): Promise<void> {
  const { browser } = readOptions(args, { browser: { type: 'string', default: 'chrome' } });
  if (browser === 'chrome') {
    if (!(await runTool('vite', []))) process.exitCode = 1;
  } else if (browser === 'firefox') await developInFirefox();
  else throw new UserError(`--browser takes chrome or firefox, not ${browser}.`);
}

async function developInFirefox(): Promise<void> {
  const demo = await serveDemo();
  const builds = await watchFirefoxBuild();
  try {
    const window = await openForDevelopment(`${demo.publisherUrl}?receiver=iframe`, builds.folder);
    builds.onBuilt(() => window.renew());
    console.log('Firefox is open. Each change is built and put in; the page is reloaded. Close the window to end.');
    await window.closed;
  } finally {
    await builds.close();
    await demo.close();
  }
}
