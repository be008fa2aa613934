/**
 * `npm run analyze -- FILE [FILE…]`: the panel's analysis of recordings and webrtc-internals dumps,
 * text or gzip. Ends with 0, with 1 where a check failed or with --fail-on growing something grows,
 * with 2 where a file can't be read.
 *
 *   --json             print one JSON object instead of text
 *   --check            also run the acceptance check; only PASS lets it end with 0
 *   --fail-on growing  end with 1 where any connection grows
 */
import { readArguments } from '../tooling/node/options.mjs';
import { print } from '../tooling/node/terminal.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { analyze } from './analyze';

/** The exit code where a file can't be read. */
const UNREADABLE = 2;

export async function run(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await analyzeAll(args);
  } catch (error) {
    // Nothing here is worth a stack: each of these errors is a sentence for the user, with names from files in it.
    print(process.stderr, [error instanceof Error ? error.message : String(error)]);
    process.exitCode = UNREADABLE;
  }
}

async function analyzeAll(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    'fail-on': { type: 'string' },
  });
  const failOn = values['fail-on'];
  if (failOn !== undefined && failOn !== 'growing') throw new UserError(`--fail-on knows "growing", not "${failOn}".`);
  if (positionals.length === 0) throw new UserError('Which files? npm run analyze -- FILE [FILE…] [--json] [--check]');
  const { json, check } = values;
  return analyze(positionals, { json, check, failOnGrowing: failOn === 'growing' });
}
