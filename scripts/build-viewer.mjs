/** `npm run build:viewer`: the viewer of recordings and dumps as one HTML file, in out/viewer/. */
import { runTool } from '../tooling/node/steps.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  setUp();
  if (!(await runTool('vite', ['build', '--config', 'panel/viewer.vite.config.ts']))) process.exitCode = 1;
});
