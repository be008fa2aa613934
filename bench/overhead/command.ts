/**
 * `npm run bench:overhead`: what the extension costs a page, in headless Chromium, as ratios within
 * one run. docs/performance.md says how, and holds the figures.
 *
 *   --browser NAME       chrome (default) or firefox, in which calls and many can be measured
 *   --quick              fewer rounds, shorter samples
 *   --only LIST          some of calls, profile (what of the hook costs what), many, load, wire, kept, cpu, inspect (the npm package's), by commas;
 *                        default all
 *   --seconds N          length of one CPU sample, default 20 (60 for the full figure)
 *   --transceivers LIST  numbers at which CPU is measured, default 1,10,50,200
 *   --alone              without the other inspectors: chrome://webrtc-internals, @jitsi/rtcstats, peermetrics
 *   --with NAME=FILE     measure another inspector too: a script that runs in the page before the
 *                        page's own. Its CPU and kept objects stand beside ours. May be given again
 *   --json FILE          also write the figures to this file
 *   --docs               also write them into docs/performance.md
 *   --docs-from FILE     write those of an earlier --json there, and measure nothing
 */
import { existsSync, readFileSync } from 'node:fs';
import { chooseBrowser, chooseParts, readOptions, wholeNumber } from '../../tooling/node/options.mjs';
import { prepareBrowser, prepareFirefox } from '../../tooling/node/prepare.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { readReport } from '../lib/docs/report';
import { describeMachine, loadNow } from '../lib/machine';
import type { Inspector } from './inspectors/inspectors';
import { measureOverhead, writeOverhead } from './measure-overhead';
import { openInChromium } from './pages/chromium';
import { openInFirefox } from './pages/firefox';
import { PARTS, PARTS_IN_FIREFOX, type Part } from './parts';

function readInspector(text: string): Inspector {
  const [, name, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!name || !file) throw new UserError(`--with wants NAME=FILE, not "${text}".`);
  if (!existsSync(file)) throw new UserError(`--with ${name}: there is no file ${file}.`);
  return { name, script: readFileSync(file, 'utf8') };
}

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    browser: { type: 'string', default: 'chrome' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    seconds: { type: 'string' },
    transceivers: { type: 'string', default: '1,10,50,200' },
    alone: { type: 'boolean', default: false },
    with: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    'docs-from': { type: 'string' },
  });
  const tell = (parts: string[]) => console.log(`docs/performance.md: ${parts.join(', ')}`);
  const earlier = options['docs-from'];
  if (earlier !== undefined) return tell(writeOverhead(readReport(earlier)));
  const { quick, alone, json } = options;
  const seconds = wholeNumber('seconds', options.seconds ?? (quick ? '8' : '20'));
  const transceivers = options.transceivers.split(',').map((text) => wholeNumber('transceivers', text));
  const inspectors = options.with.map(readInspector);
  const chosen = chooseBrowser(options.browser, {
    chrome: { all: PARTS, prepare: prepareBrowser, open: openInChromium, others: !alone },
    firefox: { all: PARTS_IN_FIREFOX, prepare: prepareFirefox, open: openInFirefox, others: false },
  });
  const parts = chooseParts<Part>(chosen.all, options.only);
  const loadBefore = loadNow();
  const browser = await chosen.prepare();
  const { open, others } = chosen;
  const report = await measureOverhead({
    parts,
    open,
    quick,
    seconds,
    transceivers,
    inspectors,
    alone: !others,
    conditions: { browser, machine: describeMachine(), loadBefore },
    json,
  });
  if (options.docs) tell(writeOverhead(report));
}
