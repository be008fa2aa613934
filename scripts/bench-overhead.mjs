/**
 * `npm run bench:overhead`: what the extension costs a page, in headless Chromium, as ratios within
 * one run. docs/performance.md says how, and holds the figures.
 *
 *   --quick              fewer rounds, shorter samples
 *   --only LIST          of calls, load, wire, kept, cpu, by commas; default all
 *   --seconds N          length of one CPU sample, default 20 (60 for the full figure)
 *   --transceivers LIST  numbers at which CPU is measured, default 1,10,50,200
 *   --alone              without the other inspectors: chrome://webrtc-internals, @jitsi/rtcstats, peermetrics
 *   --with NAME=FILE     another inspector, as a script that runs in the page before the page's own;
 *                        its CPU and kept objects stand beside ours. May be given again
 *   --json FILE          the figures, also into this file
 */
import { existsSync, readFileSync } from 'node:fs';
import { describeMachine } from '../bench/lib/machine.mjs';
import { readOptions, wholeNumber } from '../tooling/node/options.mjs';
import { prepareBrowser } from '../tooling/node/prepare.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { Sentence } from '../tooling/node/user-error.mjs';
import { orExplain, setUp } from './setup.mjs';

/** @param {string} text */
function readPeer(text) {
  const [, name, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!name || !file) throw new Sentence(`--with wants NAME=FILE, not "${text}".`);
  if (!existsSync(file)) throw new Sentence(`--with ${name}: there is no file ${file}.`);
  return { name, script: readFileSync(file, 'utf8') };
}

await orExplain(async () => {
  const options = readOptions({
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
  const peers = options.with.map(readPeer);
  setUp();
  /** @type {typeof import('../bench/overhead/measure-overhead.ts')} */
  const { checkParts, measureOverhead } = await importTypeScript('bench/overhead/measure-overhead.ts');
  const parts = checkParts(options.only);
  const browser = await prepareBrowser();
  const machine = describeMachine();
  await measureOverhead({ parts, quick, seconds, transceivers, peers, alone, browser, machine, json });
});
