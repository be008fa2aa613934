import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Patch } from '../../protocol/state';
import { ROOT } from '../../tooling/node/root.mjs';
import { Sentence } from '../../tooling/node/user-error.mjs';
import { writeRow } from './document';
import { runFaults } from './faults';
import { judge } from './judge';
import { libraryVersion, serveSystems } from './pages/serve.mjs';
import { addresses, runCase } from './run-case';
import { type CaseResult, type Started, SYSTEMS, type System } from './types';

export { checkPatches } from '../ab/settings';

export interface Options {
  systems: System[];
  full: boolean;
  /** Only the cases, of all, whose title holds it. */
  only?: string | undefined;
  cycles: number;
  patches: Patch[];
  /** Build or install servers that are missing. */
  install: boolean;
  /** Write docs/systems.md. */
  document: boolean;
  browser: string;
  json?: string | undefined;
}

export interface Outcome {
  passed: number;
  failed: number;
  /** One line per system: its state. */
  lines: string[];
}

/** @throws {Sentence} on a system that there is not */
export function checkSystems(names: string[]): System[] {
  return names.length === 0
    ? SYSTEMS
    : names.map((name) => {
        const found = SYSTEMS.find((system) => system.name === name);
        if (!found) throw new Sentence(`Systems are ${SYSTEMS.map((one) => one.name).join(', ')}; not "${name}".`);
        return found;
      });
}

/**
 * Runs the systems one after the other, each with its server. Prints a line per system and patch.
 * What is missing on this machine is skipped and said so; what is there and does not work fails.
 */
export async function testSystems(options: Options): Promise<Outcome> {
  // Playwright closes its browsers at SIGTERM, which a case would take for a failure, and go on.
  process.once('SIGTERM', () => process.exit(143));
  checkOnly(options);
  const outcome: Outcome = { passed: 0, failed: 0, lines: [] };
  const results: CaseResult[] = [];
  for (const system of options.systems) {
    const found = system.find?.(options.install) ?? { path: '', version: '' };
    if ('missing' in found) {
      outcome.lines.push(`${system.name}: skipped: ${found.missing}`);
      continue;
    }
    try {
      const { results: done, wrong } = await testSystem(system, found.path, found.version || null, options);
      results.push(...done);
      outcome[wrong.length ? 'failed' : 'passed'] += 1;
      outcome.lines.push(`${system.name}: ${wrong.length ? `failed: ${wrong.join(' ')}` : 'passed'}`);
    } catch (error) {
      outcome.failed += 1;
      outcome.lines.push(`${system.name}: failed: ${(error as Error).message}`);
      console.error(error);
    }
  }
  if (options.json) writeJson(resolve(options.json), results);
  writeJson(join(ROOT, 'out', 'systems', 'systems.json'), results);
  return outcome;
}

/** A system's cases, one after the other. @returns figures, and what is wrong */
async function testSystem(system: System, path: string, server: string | null, options: Options) {
  const pages = await serveSystems();
  const results: CaseResult[] = [];
  const wrong: string[] = [];
  try {
    const started = await system.start(path);
    try {
      for (const one of casesOf(system, options)) {
        const { cycles, browser } = options;
        const patches = one.patches ?? options.patches;
        const run = { system, one, started, port: pages.port, patches, cycles, bitrate: cycles >= 20 };
        const { arms, broken } = await runCase(run);
        const client = system.library ? libraryVersion(system.library) : null;
        const result = { system: system.name, case: one.title, server, client, browser, parameters: one.parameters };
        results.push({ ...result, arms });
        wrong.push(...broken, ...judge(one, arms));
        if (options.document && arms.length) writeRow(join(ROOT, 'docs', 'systems.md'), results.at(-1)!);
      }
      if (wantsFaults(options) && started.restart) {
        wrong.push(...(await faults(system, started, pages.port, options.patches)));
      }
    } finally {
      await started.server?.stop();
    }
  } finally {
    await pages.close();
  }
  return { results, wrong };
}

/** @throws {Sentence} where no case's title holds what is asked for */
function checkOnly(options: Options): void {
  const { systems, only } = options;
  if (only === undefined || wantsFaults(options) || systems.some((system) => casesOf(system, options).length)) return;
  throw new Sentence(`No case's title holds "${only}".`);
}

const casesOf = (system: System, { full, only }: Options) =>
  system.cases.filter((one) => (only === undefined ? full || !one.full : one.title.includes(only)));

const wantsFaults = ({ full, only }: Options) => (only === undefined ? full : only === 'dies');

/** Servers that freeze and die, under each patch. @returns what went wrong */
async function faults(system: System, started: Started, port: number, patches: Patch[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const patch of patches) {
    try {
      const { publisherUrl, receiverUrl } = addresses({ system, one: system.cases[0]!, started, port });
      await runFaults(started, patch, publisherUrl, receiverUrl!);
      console.log(`  ${system.name}, server freezes, dies, page reloads, ${patch}: recovered, counts right`);
    } catch (error) {
      wrong.push(`faults, ${patch}: ${(error as Error).message}`);
      console.error(error);
    }
  }
  return wrong;
}

/** One case as itself, several as a list. */
function writeJson(file: string, results: CaseResult[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`);
}
