/**
 * `npm run new -- finding NAME`, `npm run new -- patch NAME`, `npm run new -- importer NAME`: writes the
 * unit, its tests and its section in the docs, registers it, and says what is left to do.
 *
 * NAME is in kebab-case: ice-restarts. `--title "ICE restarts"`: as users read it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readArguments } from '../tooling/node/options.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { runTool } from '../tooling/node/steps.mjs';
import { UserError } from '../tooling/node/user-error.mjs';
import { KINDS, type Kind } from './new/kinds';
import { type Names, namesOf } from './new/names';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const KIND_NAMES = Object.keys(KINDS);

export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, { title: { type: 'string' } });
  const [kind = '', name = '', ...more] = positionals;
  if (!Object.hasOwn(KINDS, kind) || name === '' || more.length > 0) {
    throw new UserError(`What is to be made, and its name: npm run new -- ${KIND_NAMES.join('|')} NAME`);
  }
  const names = namesOf(name, values.title);
  const made = KINDS[kind]!;
  refuseTaken(kind, made, names);
  const written = new Map([...newFiles(kind, made, names), ...changedFiles(made, names)]);
  for (const [file, text] of written) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), text);
  }
  await runTool('biome', ['check', '--write', ...[...written.keys()].filter((file) => file.endsWith('.ts'))], {
    quiet: true,
  });
  // In a process of its own, which reads the changed files.
  if (made.schema) spawnSync(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'schema'], { stdio: 'inherit' });
  const added = Object.keys(made.files(names));
  for (const file of written.keys()) console.log(`${added.includes(file) ? 'Written' : 'Changed'}: ${file}`);
  if (made.asksTypes) {
    console.log('\nThe type checker names the places that have to know it too:\n');
    await runTool('tsc', ['-p', '.']);
  }
  console.log(`\n${fill(read(`scripts/new/templates/${kind}/next.txt`), names)}`);
}

/** @throws {UserError} where something of this name is there, or its constant would clash with another */
function refuseTaken(kind: string, { files, edits }: Kind, names: Names): void {
  const id = new RegExp(`'${names.id}'|^ *${names.id}: `, 'm');
  const constant = new RegExp(`\\b${names.camel}\\b`);
  const isTaken = (text: string) => id.test(text) || constant.test(codeOf(text));
  const taken =
    Object.keys(files(names)).find((file) => existsSync(join(ROOT, file))) ??
    edits(names)
      .map(({ file }) => file)
      .find((file) => file.endsWith('.ts') && isTaken(read(file)));
  if (taken) throw new UserError(`The name "${names.id}" is taken: see ${taken}. Take another for the new ${kind}.`);
}

/** Without comments and texts. */
const codeOf = (text: string) => text.replace(/\/\*.*?\*\/|\/\/[^\n]*|'[^'\n]*'|`[^`]*`/gs, '');

function newFiles(kind: string, { files }: Kind, names: Names): [file: string, text: string][] {
  return Object.entries(files(names)).map(([file, template]) => {
    return [file, fill(read(`scripts/new/templates/${kind}/${template}`), names)];
  });
}

const changedFiles = ({ edits }: Kind, names: Names): [file: string, text: string][] =>
  edits(names).map(({ file, change }) => [file, change(read(file))]);

/** A template with the names in place of `{{id}}` and the others. */
const fill = (template: string, names: Names) =>
  template.replace(/\{\{(\w+)\}\}/g, (_, key) => names[key as keyof Names]);
