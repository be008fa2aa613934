/**
 * `npm run analyze -- FILE [FILE…]`: the panel's analysis of recordings and webrtc-internals dumps,
 * text or gzip. Ends with 0; with 1 where a check failed or --fail-on applies; with 2 where a file can't
 * be read, or can't tell of what --fail-on names.
 *
 *   --json             print one JSON object instead of text (docs/analyze.md)
 *   --check            also run the acceptance check; only PASS lets it end with 0
 *   --fail-on LIST     end with 1 where anything grows (growing), or where there is a finding of an id, for
 *                      example growing,captures-unsent; may be given more than once
 */
import { readArguments } from '../tooling/node/options.mjs';
import { print } from '../tooling/node/terminal.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { analyze, UNREADABLE } from './analyze';
import { readGates } from './gate';

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
    'fail-on': { type: 'string', multiple: true },
  });
  const failOn = readGates(values['fail-on'] ?? []);
  if (positionals.length === 0)
    throw new UserError('Which files? npm run analyze -- FILE [FILE…] [--json] [--check] [--fail-on LIST]');
  const { json, check } = values;
  return analyze(positionals, { json, check, failOn });
}
