/**
 * `npm run dev`: the extension in dist/, rebuilt as the sources change. Load dist/ at
 * chrome://extensions; the panel then updates in place while this runs.
 */
import { runTool } from '../tooling/node/steps.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  setUp();
  if (!(await runTool('vite', process.argv.slice(2)))) process.exitCode = 1;
});
