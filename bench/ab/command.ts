/**
 * `npm run ab -- …`: the demo's comparison with patches, source and encoder of your choice, in
 * headless DevTools.
 *
 *   --patches LIST  some of none, reuse, stop, downscale, by commas; default all
 *   --source        canvas (default), tab, camera; screen needs a display
 *   --size          360, 720 (default), 1080 … lines
 *   --codec         VP8 (default), H264, VP9, AV1
 *   --mode          scalabilityMode, for example L3T3_KEY
 *   --simulcast     three layers
 *   --picture, --publish, --unpublish   as in the demo's form
 *   --cycles N      publish/unpublish cycles in each round, default 20
 *   --rounds N      rounds, each arm in a fresh browser, their order alternated; default 1
 *   --json FILE     also write the figures to this file
 *   --headless      changes nothing: the comparison always runs headless
 */

import { readOptions, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { checkPatches } from '../../tooling/patches/patches';
import { compare } from './compare';
import { checkSettings } from './settings';

export async function run(args: readonly string[]): Promise<void> {
  const {
    patches,
    cycles,
    rounds,
    json,
    headless: _,
    ...wanted
  } = readOptions(args, {
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
  const checked = { patches: checkPatches(patches), settings: checkSettings(wanted) };
  const browser = await prepareBrowser();
  await compare({ ...counts, ...checked, browser, json, bitrate: true });
}
