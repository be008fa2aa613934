import { defineConfig } from '@playwright/test';

/** The long tier, tests with @full in their title, runs with FULL=1 (`npm run test:full`). */
const longTier = Boolean(process.env.FULL);

export default defineConfig({
  outputDir: 'out/test-results',
  // Each worker runs a browser whose encoders keep a core busy.
  workers: 2,
  // Real browsers on a machine that does other things: what fails once and passes at once is named as
  // flaky; scripts/lib/playwright-counts.mjs bounds how many there may be.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  grepInvert: longTier ? [] : /@full/,
  reporter: 'list',
  projects: [
    { name: 'unit', testDir: '.', testMatch: /(content|panel|protocol|demo|scripts|e2e)\/.*\.unit\.ts$/ },
    { name: 'e2e', testDir: 'e2e', testMatch: '**/*.spec.ts' },
  ],
});
