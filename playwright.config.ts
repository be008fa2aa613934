import { defineConfig } from '@playwright/test';

/** The long tier, tests with @full in their title, runs with FULL=1 (`npm run test:full`). */
const longTier = Boolean(process.env.FULL);

export default defineConfig({
  outputDir: 'out/test-results',
  // Each worker runs a browser whose encoders keep a core busy.
  workers: 2,
  // On two shared cores a real picture can come late. What passes when tried again is named in the summary.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  grepInvert: longTier ? [] : /@full/,
  reporter: 'list',
  projects: [
    {
      name: 'unit',
      testDir: '.',
      testMatch: /(content|core|panel|protocol|demo|cli|package|bench|tooling|scripts|e2e)\/.*\.unit\.ts$/,
    },
    { name: 'component', testDir: '.', testMatch: /(core|panel|cli|package|bench|scripts)\/.*\.component\.ts$/ },
    { name: 'e2e', testDir: 'e2e', testMatch: '**/*.spec.ts', testIgnore: /e2e[\\/]firefox[\\/]/ },
    // One Firefox at a time.
    { name: 'firefox', testDir: 'e2e/firefox', testMatch: '*.spec.ts', workers: 1 },
  ],
});
