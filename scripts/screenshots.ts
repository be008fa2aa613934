/**
 * `npm run screenshots [-- --only TEXT]`: pictures of the panel, over its fixtures, into out/screenshots.
 * One for each state and size that the panel is designed for, light and dark.
 *
 *   --store       instead: the pictures for the stores, into store/images
 *   --only TEXT   only those whose name has it: `1400x250`, `healthy`, `dark`
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { ensureBrowser } from '../tooling/chromium/ensure.mjs';
import { readOptions } from '../tooling/node/options.mjs';
import { ROOT } from '../tooling/node/root.mjs';
import { takeStorePictures } from './screenshots/store-pictures';

interface Picture {
  name: string;
  /** Query of the fixtures page. */
  query: string;
  act?(page: Page): Promise<void>;
}

const DUMP = join(ROOT, 'core/files/importers/webrtc-internals/fixtures/growing.json.gz');

const PICTURES: Picture[] = [
  { name: 'no-transceiver', query: 'fixture=empty' },
  { name: 'one-transceiver', query: 'fixture=one' },
  { name: 'thirteen-transceivers', query: 'fixture=thirteen' },
  { name: 'three-hundred-transceivers', query: 'fixture=three-hundred' },
  { name: 'opened-late', query: 'fixture=twenty' },
  { name: 'add-track', query: 'fixture=add-track' },
  { name: 'healthy', query: 'fixture=healthy' },
  { name: 'several-findings', query: 'fixture=several' },
  {
    name: 'several-findings-video',
    query: 'fixture=several',
    act: (page) => page.locator('label').getByText('Video', { exact: true }).click(),
  },
  { name: 'trial', query: 'fixture=reuse' },
  { name: 'under-reuse', query: 'fixture=reuse&patched' },
  {
    name: 'dump',
    query: 'fixture=empty',
    async act(page) {
      await page.locator('input[type=file]').first().setInputFiles(DUMP);
      await page.getByRole('region', { name: 'File that is shown' }).waitFor();
    },
  },
  { name: 'comparison', query: 'fixture=twenty&runs', act: openComparison },
  { name: 'before-and-after', query: 'fixture=reuse&patched&runs=two', act: openComparison },
];

async function openComparison(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page.getByRole('region', { name: 'Comparison' }).waitFor();
}

/** One picture to take. */
export interface Shot {
  /** Name of one of the pictures above. */
  picture: string;
  theme: string;
  size: { width: number; height: number };
  path: string;
}

/** Docked at the bottom, the same in a narrow window, docked at the right, undocked, and for a store. */
const SIZES = [
  { width: 1400, height: 250 },
  { width: 1000, height: 280 },
  { width: 400, height: 700 },
  { width: 1400, height: 900 },
  { width: 1280, height: 800 },
];

const THEMES = ['light', 'dark'];
/** Charts are drawn a moment after the rest. */
const DRAWN_MS = 700;

export async function run(args: readonly string[]): Promise<void> {
  const { only = '', store } = readOptions(args, { only: { type: 'string' }, store: { type: 'boolean' } });
  const folder = join(ROOT, 'out/screenshots');
  mkdirSync(folder, { recursive: true });
  const configFile = join(ROOT, 'panel/fixtures.vite.config.ts');
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, logLevel: 'error', preview: { port: 0 } });
  const browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, chromiumSandbox: false });
  const address = server.resolvedUrls!.local[0];
  const shoot = ({ picture: name, theme, size, path }: Shot) => {
    const picture = PICTURES.find((each) => each.name === name)!;
    return take(browser, `${address}fixtures.html?${picture.query}&theme=${theme}`, { ...picture, size, path });
  };
  let count = 0;
  try {
    if (store) return await takeStorePictures(browser, shoot);
    for (const picture of PICTURES) {
      for (const size of SIZES) {
        for (const theme of THEMES) {
          const name = `${picture.name}-${size.width}x${size.height}-${theme}`;
          if (!name.includes(only)) continue;
          await shoot({ picture: picture.name, theme, size, path: join(folder, `${name}.png`) });
          count += 1;
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  console.log(`${count} pictures in out/screenshots`);
}

async function take(
  browser: Browser,
  url: string,
  { act, size, path }: Picture & { size: { width: number; height: number }; path: string },
): Promise<void> {
  const page = await browser.newPage({ viewport: size });
  await page.goto(url);
  await page.locator('.app').waitFor();
  await act?.(page);
  await page.waitForTimeout(DRAWN_MS);
  // A picture of a fault would go unseen among so many.
  if (await page.getByRole('heading', { name: 'The panel crashed' }).isVisible())
    throw new Error(`The panel crashed: ${path}`);
  await page.screenshot({ path });
  await page.close();
}
