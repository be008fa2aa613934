/**
 * Runs one of the project's commands: `node scripts/run.mjs NAME [options]`, which is what the npm
 * scripts of package.json do. Sets up what is missing first. `--help` prints what the command knows.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool } from '../tooling/node/steps.mjs';
import { importTypeScript } from '../tooling/node/typescript.mjs';
import { reportErrors, UserError } from '../tooling/node/user-error.mjs';
import { COMMANDS, FAILURE_CODES, TOOLS } from './commands.mjs';
import { setUp } from './setup.mjs';

/** @typedef {{ run: (args: readonly string[]) => Promise<void> | void }} Command a module; its first comment is its help */

/** @param {string} file from the root @returns its first comment, as text */
function helpOf(file) {
  const [, comment = ''] = /\/\*\*(.*?)\*\//s.exec(readFileSync(join(ROOT, file), 'utf8')) ?? [];
  return comment.replace(/^ *\* ?/gm, '').trim();
}

/** @param {string} file from the root @returns {Promise<Command>} */
async function load(file) {
  if (file.endsWith('.mjs')) return import(pathToFileURL(join(ROOT, file)).href);
  setUp();
  return importTypeScript(file);
}

/** @param {Parameters<typeof runTool>[]} calls @param {string[]} args */
async function runTools(calls, args) {
  setUp();
  for (const [i, [tool, toolArgs]] of calls.entries()) {
    const more = i === calls.length - 1 ? args : [];
    if (!(await runTool(tool, [...toolArgs, ...more]))) {
      process.exitCode = 1;
      return;
    }
  }
}

const [name = '', ...args] = process.argv.slice(2);
const calls = TOOLS[name];
const file = COMMANDS[/** @type {keyof typeof COMMANDS} */ (name)];

await reportErrors(async () => {
  if (calls) return runTools(calls, args);
  if (!file) {
    throw new UserError(
      `There is no command "${name}". Commands: ${Object.keys({ ...COMMANDS, ...TOOLS }).join(', ')}.`,
    );
  }
  if (args.includes('--help')) return console.log(helpOf(file));
  await (await load(file)).run(args);
}, FAILURE_CODES[name]);
