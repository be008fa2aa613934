/**
 * `npm run test:systems [-- NAME …]`: the inspector against servers and client libraries that no one
 * here wrote. Each patch runs in a fresh browser with the real panel.
 *
 *   NAME …          livekit, janus, simple-peer, perfect, mediasoup; default all that can run here
 *   --full          more cases of each, and servers that die
 *   --case TEXT     those alone whose title holds TEXT, of --full too; "dies" for the servers that die
 *   --cycles N      publish/unpublish cycles under each patch, default 20
 *   --patches LIST  of none, reuse, stop, downscale, by commas; default all
 *   --json FILE     the figures
 *   --install       build or install what is missing (in continuous integration without asking)
 *
 * docs/systems.md gets the figures of runs under all patches, if they have no fewer cycles than those
 * that are there; not in continuous integration.
 */
import { parseArgs } from 'node:util';
import { wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { Sentence } from '../tooling/node/user-error.mjs';
import { orExplain, setUp } from './setup.mjs';

const ALL = 'none,reuse,stop,downscale';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        full: { type: 'boolean', default: false },
        case: { type: 'string' },
        cycles: { type: 'string', default: '20' },
        patches: { type: 'string', default: ALL },
        json: { type: 'string' },
        install: { type: 'boolean', default: Boolean(process.env.CI) },
      },
    });
  } catch (error) {
    throw new Sentence(/** @type {Error} */ (error).message);
  }
}

await orExplain(async () => {
  const { values, positionals } = readArguments();
  const cycles = wholeNumber('cycles', values.cycles);
  setUp();
  /** @type {typeof import('../bench/systems/test-systems.ts')} */
  const { checkPatches, checkSystems, testSystems } = await importTypeScript('bench/systems/test-systems.ts');
  const systems = checkSystems(positionals);
  const patches = checkPatches(values.patches);
  const { full, json, install, case: only } = values;
  const browser = await prepareBrowser();
  const document = values.patches === ALL && !process.env.CI;
  const outcome = await testSystems({ systems, full, only, cycles, patches, install, document, browser, json });
  console.log(`\n${outcome.lines.join('\n')}`);
  console.log(`\n${outcome.passed} systems passed, ${outcome.failed} failed`);
  if (outcome.failed) process.exitCode = 1;
});
