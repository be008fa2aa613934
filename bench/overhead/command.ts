/**
 * `npm run bench:overhead`: what the extension costs a page, in headless Chromium, as ratios within
 * one run. docs/performance.md says how, and holds the figures.
 *
 *   --quick              fewer rounds, shorter samples
 *   --only LIST          some of calls, many, load, wire, kept, cpu, by commas; default all
 *   --seconds N          length of one CPU sample, default 20 (60 for the full figure)
 *   --transceivers LIST  numbers at which CPU is measured, default 1,10,50,200
 *   --alone              without the other inspectors: chrome://webrtc-internals, @jitsi/rtcstats, peermetrics
 *   --with NAME=FILE     measure another inspector too: a script that runs in the page before the
 *                        page's own. Its CPU and kept objects stand beside ours. May be given again
 *   --json FILE          also write the figures to this file
 */
import { existsSync, readFileSync } from 'node:fs';
import { chooseParts, readOptions, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser } from '../../tooling/node/prepare.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { describeMachine } from '../lib/machine';
import type { Inspector } from './inspectors';
import { measureOverhead, PARTS } from './measure-overhead';

function readInspector(text: string): Inspector {
  const [, name, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!name || !file) throw new UserError(`--with wants NAME=FILE, not "${text}".`);
  if (!existsSync(file)) throw new UserError(`--with ${name}: there is no file ${file}.`);
  return { name, script: readFileSync(file, 'utf8') };
}

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    seconds: { type: 'string' },
    transceivers: { type: 'string', default: '1,10,50,200' },
    alone: { type: 'boolean', default: false },
    with: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  });
  const { quick, alone, json } = options;
  const seconds = wholeNumber('seconds', options.seconds ?? (quick ? '8' : '20'));
  const transceivers = options.transceivers.split(',').map((text) => wholeNumber('transceivers', text));
  const inspectors = options.with.map(readInspector);
  const parts = chooseParts(PARTS, options.only);
  const browser = await prepareBrowser();
  const machine = describeMachine();
  await measureOverhead({ parts, quick, seconds, transceivers, inspectors, alone, browser, machine, json });
}
