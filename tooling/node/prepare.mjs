import { ensureBrowser } from '../chromium/ensure.mjs';
import { ensureFirefox } from '../firefox/ensure.mjs';
import { runTool, step } from './steps.mjs';
import { UserError } from './user-error.mjs';

/**
 * The browser, and the extension built into dist/chrome; where EXTENSION_DIR names another build, that one.
 * @returns {Promise<string>} the browser's product and version
 * @throws {UserError} saying what to do
 */
export async function prepareBrowser() {
  const { product, version } = await ensureBrowser();
  const name = `${product} ${version}`;
  console.log(name);
  if (process.env.EXTENSION_DIR) return name;
  if (!(await step('Build (vite)', () => runTool('vite', ['build'], { quiet: true })))) {
    throw new UserError('The extension could not be built: see above.');
  }
  return name;
}

/**
 * Firefox, and the extension built into dist/firefox.
 * @returns {Promise<string>} the browser's product and version
 * @throws {UserError} saying what to do
 */
export async function prepareFirefox() {
  const name = `Firefox ${ensureFirefox().version}`;
  console.log(name);
  const build = () => runTool('vite', ['build', '--mode', 'firefox'], { quiet: true });
  if (!(await step('Build (vite)', build))) throw new UserError('The extension could not be built: see above.');
  return name;
}
