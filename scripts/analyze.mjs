/**
 * `npm run analyze -- FILE [FILE…]`: the panel's analysis of recordings and webrtc-internals dumps,
 * text or gzip. Ends with 0, with 1 where a check failed or with --fail-on growing something grows,
 * with 2 where a file can't be read.
 *
 *   --json             one JSON object on standard output instead of text
 *   --check            also the acceptance check; only PASS lets it end with 0
 *   --fail-on growing  end with 1 where any connection grows
 */
import { parseArgs } from 'node:util';
import { print } from './lib/terminal.mjs';
import { importTypeScript } from './lib/typescript.mjs';
import { setUp } from './setup.mjs';

/** Unreadable, of whatever kind: also a wrong command line. */
const UNREADABLE = 2;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, check: { type: 'boolean' }, 'fail-on': { type: 'string' } },
  });
  const failOn = values['fail-on'];
  if (failOn !== undefined && failOn !== 'growing') throw new Error(`--fail-on knows "growing", not "${failOn}".`);
  if (positionals.length === 0) throw new Error('Which files? npm run analyze -- FILE [FILE…] [--json] [--check]');
  setUp();
  /** @type {typeof import('./analyze/main.ts')} */
  const { analyze } = await importTypeScript('analyze/main.ts');
  const { json = false, check = false } = values;
  process.exitCode = await analyze(positionals, { json, check, failOnGrowing: failOn === 'growing' });
} catch (error) {
  // Nothing here is worth a stack: each of these errors is a sentence for the user.
  print(process.stderr, [error instanceof Error ? error.message : String(error)]);
  process.exitCode = UNREADABLE;
}
