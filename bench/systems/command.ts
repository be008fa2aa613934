/**
 * `npm run test:systems [-- NAME …]`: the inspector against servers and client libraries that other
 * people wrote. Each patch runs in a fresh browser with the real panel.
 *
 *   NAME …          livekit, janus, galene, mediamtx, peerjs, simple-peer, perfect, mediasoup, jssip, sip.js,
 *                   matrix-js-sdk; default all that can run here
 *   --browser NAME  chrome (default) or firefox, where no server dies
 *   --full          more cases of each, and servers that die
 *   --case TEXT     only cases whose title contains TEXT, also those of --full; "dies" for the servers that die
 *   --cycles N      publish/unpublish cycles under each patch, default 20
 *   --patches LIST  some of none, reuse, stop, downscale, by commas; default all
 *   --json FILE     also write the figures to this file
 *   --install       build or install what is missing (in continuous integration without asking)
 *
 * docs/systems.md and docs/atlas.md get the figures of runs under all patches, if they have no fewer cycles
 * than those that are there; not in continuous integration.
 */

import { chooseBrowser, readArguments, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser, prepareFirefox } from '../../tooling/node/prepare.mjs';
import { checkPatches } from '../../tooling/patches/patches';
import { checkSystems, testSystems } from './test-systems';

const ALL = 'none,reuse,stop,downscale';

export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    browser: { type: 'string', default: 'chrome' },
    full: { type: 'boolean', default: false },
    case: { type: 'string' },
    cycles: { type: 'string', default: '20' },
    patches: { type: 'string', default: ALL },
    json: { type: 'string' },
    install: { type: 'boolean', default: Boolean(process.env.CI) },
  });
  const cycles = wholeNumber('cycles', values.cycles);
  const systems = checkSystems(positionals);
  const patches = checkPatches(values.patches);
  const { full, json, install, case: only } = values;
  const { kind, prepare } = chooseBrowser(values.browser, {
    chrome: { kind: 'chrome' as const, prepare: prepareBrowser },
    firefox: { kind: 'firefox' as const, prepare: prepareFirefox },
  });
  const browser = await prepare();
  const document = values.patches === ALL && !process.env.CI;
  const outcome = await testSystems({ systems, full, only, cycles, patches, install, document, kind, browser, json });
  console.log(`\n${outcome.lines.join('\n')}`);
  console.log(`\n${outcome.passed} systems passed, ${outcome.failed} failed`);
  if (outcome.failed) process.exitCode = 1;
}
