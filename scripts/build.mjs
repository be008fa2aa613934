/** `npm run build`: the extension, unpacked, in dist/. */
import { runTool } from '../tooling/node/steps.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  setUp();
  if (!(await runTool('vite', ['build']))) process.exitCode = 1;
});
