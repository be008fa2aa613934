#!/usr/bin/env node
import { stripVTControlCharacters } from 'node:util';
import { print } from '../../tooling/node/terminal.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { VERSION } from '../live/version';
import { HELP } from './help';

interface Command {
  run(args: readonly string[]): Promise<void> | void;
}

/** Loaded when they are asked for. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  analyze: () => import('./analyze'),
  viewer: () => import('./viewer'),
  ab: () => import('./ab'),
  calibrate: () => import('./calibrate'),
  watch: () => import('./watch'),
  mcp: () => import('./mcp'),
};

/** Could not tell, or could not run. */
const FAILED = 2;

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
try {
  if (name === '--version') print(process.stdout, [VERSION]);
  else if (['', '--help', '-h', 'help'].includes(name)) {
    print(process.stdout, HELP.all.split('\n'));
    if (name === '') process.exitCode = FAILED;
  } else if (!command) {
    throw new UserError(
      `There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}; --help says more.`,
    );
  } else if (args.includes('--help')) print(process.stdout, (HELP[name as keyof typeof HELP] ?? HELP.all).split('\n'));
  else if (args.length === 0 && name === 'analyze') {
    throw new UserError('Which files? transceiver-inspector analyze FILE… [--json] [--check] [--fail-on LIST]');
  } else await (await command()).run(args);
} catch (error) {
  // Each of these is a sentence for the user; Playwright adds what it did, in colors.
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  print(process.stderr, text.split(/\n+(?=(?:Call log|Browser logs):)/)[0]!.split('\n'));
  process.exitCode = FAILED;
}
