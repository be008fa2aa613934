/** Commands by their npm script. Those in JavaScript also run before there are packages, and set up themselves. */
export const COMMANDS = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  setup: 'scripts/setup.mjs',
  test: 'scripts/test.mjs',
  'test:systems': 'bench/systems/command.ts',
  ab: 'bench/ab/command.ts',
  'bench:memory': 'bench/memory/command.ts',
  'bench:overhead': 'bench/overhead/command.ts',
  'bench:panel': 'bench/panel-load/command.ts',
  'bench:fleet': 'bench/fleet/command.ts',
  soak: 'bench/soak/command.ts',
  canary: 'bench/canary/command.ts',
  analyze: 'cli/command.ts',
  calibrate: 'package/calibrate/command.ts',
  schema: 'scripts/schema.ts',
  screenshots: 'scripts/screenshots.ts',
  new: 'scripts/new.ts',
  zip: 'scripts/zip.ts',
  pack: 'scripts/pack.ts',
};

/**
 * Exit codes of commands that could not do their work, where it is not 1: with that they judge a file
 * or a browser.
 * @type {Record<string, number>}
 */
export const FAILURE_CODES = { analyze: 2, calibrate: 2, canary: 2 };

/**
 * Commands that are tools' own: one call after the other, until one fails. More arguments go to the last.
 * @type {Record<string, Parameters<typeof import('../tooling/node/steps.mjs').runTool>[]>}
 */
export const TOOLS = {
  fixtures: [['vite', ['--config', 'panel/fixtures.vite.config.ts']]],
  build: [
    ['vite', ['build', '--mode', 'chrome']],
    ['vite', ['build', '--mode', 'firefox']],
  ],
  'build:viewer': [['vite', ['build', '--config', 'panel/viewer.vite.config.ts']]],
  typecheck: [['tsc', ['-p', '.']]],
  lint: [
    ['knip', []],
    ['biome', ['ci', '.']],
  ],
  'test:unit': [['playwright', ['test', '--project=unit', '--grep-invert=@slow', '--reporter=line']]],
};
