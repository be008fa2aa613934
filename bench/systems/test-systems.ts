import { join } from 'node:path';
import type { Patch } from '../../protocol/state';
import { ROOT } from '../../tooling/node/root.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { writeJson } from '../lib/json';
import { writeAtlasRow } from './atlas';
import { openInChromium } from './browsers/chromium';
import { openInFirefox } from './browsers/firefox';
import { casesOf, type Wanted } from './cases';
import { writeRow } from './document';
import { runFaults } from './faults';
import { judge } from './judge';
import { libraryVersion, serveSystems } from './pages/serve.mjs';
import { addresses, runCase } from './run-case';
import { SYSTEMS } from './servers';
import type { CaseResult, Started, System } from './types';

export interface Options extends Wanted {
  systems: System[];
  cycles: number;
  patches: Patch[];
  /** Build or install servers that are missing. */
  install: boolean;
  /** Write docs/systems.md and docs/atlas.md. */
  document: boolean;
  /** Product and version. */
  browser: string;
  json?: string | undefined;
}

export interface Outcome {
  passed: number;
  failed: number;
  /** One line per system: its state. */
  lines: string[];
}

/** @throws {UserError} on a system that does not exist */
export function checkSystems(names: string[]): System[] {
  return names.length === 0
    ? SYSTEMS
    : names.map((name) => {
        const found = SYSTEMS.find((system) => system.name === name);
        if (!found)
          throw new UserError(`Systems are ${SYSTEMS.map((system) => system.name).join(', ')}; not "${name}".`);
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
  const written = results.length === 1 ? results[0] : results;
  if (options.json) writeJson(options.json, written);
  writeJson(join(ROOT, 'out', 'systems', 'systems.json'), written);
  return outcome;
}

/** A system's cases, one after the other. @returns figures, and what is wrong */
async function testSystem(system: System, path: string, server: string | null, options: Options) {
  const pages = await serveSystems();
  const results: CaseResult[] = [];
  const wrong: string[] = [];
  try {
    const started = await system.start(path, pages.port);
    try {
      const { cases, left } = casesOf(system, options);
      for (const reason of left) console.log(`\n${system.name}: ${reason}`);
      const open = options.kind === 'firefox' ? openInFirefox : openInChromium;
      for (const testCase of cases) {
        const { cycles, browser } = options;
        const patches = testCase.patches ?? options.patches;
        const run = { system, testCase, started, open, port: pages.port, patches, cycles, bitrate: cycles >= 20 };
        const { arms, broken } = await runCase(run);
        const client = system.library ? libraryVersion(system.library) : (system.client ?? null);
        const result = {
          system: system.name,
          case: testCase.title,
          server,
          client,
          browser,
          parameters: testCase.parameters,
        };
        results.push({ ...result, arms });
        wrong.push(...broken, ...judge(testCase, arms));
        if (options.document && arms.length) {
          writeRow(join(ROOT, 'docs', 'systems.md'), results.at(-1)!);
          writeAtlasRow(join(ROOT, 'docs', 'atlas.md'), testCase, results.at(-1)!);
        }
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

/** @throws {UserError} where no case's title holds what is asked for */
function checkOnly(options: Options): void {
  const { systems, only } = options;
  const isThere = (system: System) => Object.values(casesOf(system, options)).some(({ length }) => length);
  if (only === undefined || wantsFaults(options) || systems.some(isThere)) return;
  throw new UserError(`No case's title holds "${only}".`);
}

/** They are steered by Chromium's own protocol. */
const wantsFaults = ({ full, only, kind }: Options) =>
  kind === 'chrome' && (only === undefined ? full : only === 'dies');

/** Servers that freeze and die, under each patch. @returns what went wrong */
async function faults(system: System, started: Started, port: number, patches: Patch[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const patch of patches) {
    try {
      const { publisherUrl, receiverUrl } = addresses({ system, testCase: system.cases[0]!, started, port });
      await runFaults(started, patch, publisherUrl, receiverUrl!);
      console.log(`  ${system.name}, server freezes, dies, page reloads, ${patch}: recovered, counts right`);
    } catch (error) {
      wrong.push(`faults, ${patch}: ${(error as Error).message}`);
      console.error(error);
    }
  }
  return wrong;
}
