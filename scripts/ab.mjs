/**
 * `npm run ab -- …`: the demo's comparison with patches, source and encoder of one's choice, in
 * headless DevTools.
 *
 *   --patches LIST  of none, reuse, stop, downscale, by commas; default all
 *   --source        canvas (default), tab, camera; screen needs a display
 *   --size          360, 720 (default), 1080 … lines
 *   --codec         VP8 (default), H264, VP9, AV1
 *   --mode          scalabilityMode, for example L3T3_KEY
 *   --simulcast     three layers
 *   --picture, --publish, --unpublish   as in the demo's form
 *   --cycles N      publish/unpublish cycles in each round, default 20
 *   --rounds N      rounds, each arm in a fresh browser, their order alternated; default 1
 *   --json FILE     the figures, also into this file
 *   --headless      accepted, and always so
 */
import { readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { orExplain, setUp } from './setup.mjs';

await orExplain(async () => {
  const {
    patches,
    cycles,
    rounds,
    json,
    headless: _,
    ...wanted
  } = readOptions({
    patches: { type: 'string', default: 'none,reuse,stop,downscale' },
    source: { type: 'string' },
    size: { type: 'string' },
    codec: { type: 'string' },
    mode: { type: 'string' },
    simulcast: { type: 'boolean' },
    picture: { type: 'string' },
    publish: { type: 'string' },
    unpublish: { type: 'string' },
    cycles: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '1' },
    headless: { type: 'boolean' },
    json: { type: 'string' },
  });
  const counts = { cycles: wholeNumber('cycles', cycles), rounds: wholeNumber('rounds', rounds) };
  setUp();
  /** @type {typeof import('../bench/ab/compare.ts')} */
  const { checkPatches, checkSettings, compare } = await importTypeScript('bench/ab/compare.ts');
  const checked = { patches: checkPatches(patches), settings: checkSettings(wanted) };
  const browser = await prepareBrowser();
  await compare({ ...counts, ...checked, browser, json, bitrate: true });
});
