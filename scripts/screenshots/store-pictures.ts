import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { ROOT } from '../../tooling/node/root.mjs';
import type { Shot } from '../screenshots';

const FOLDER = join(ROOT, 'store', 'images');

/** What the stores show of the panel, in their order: each a picture of `npm run screenshots`. */
const SHOWN: [name: string, picture: string, theme: 'light' | 'dark'][] = [
  ['1-grows', 'opened-late', 'light'],
  ['2-with-reuse', 'under-reuse', 'light'],
  ['3-comparison', 'before-and-after', 'light'],
  ['4-webrtc-internals-dump', 'dump', 'light'],
  ['5-several-findings', 'several-findings-video', 'dark'],
];
/** Chrome Web Store, addons.mozilla.org and Edge Add-ons take this size. */
const SCREENSHOT = { width: 1280, height: 800 };

/** The extension's icon, sharp at every size. */
const ICON = `<svg viewBox="0 0 128 128"><path fill="#1a73e8" d="M10 8h108v25H10z"/><path fill="#fff" d="M92 8h10.5L118 20.5 102.5 33H92z"/>
  <path fill="#78828c" d="M10 51h108v26H10zm0 44h108v25H10z"/></svg>`;
const STYLE = `body { margin: 0; height: 100vh; display: flex; align-items: center; justify-content: center; gap: 24px;
  background: #fff; color: #202124; font: 14px/1.4 Arial, "Liberation Sans", sans-serif }
  h1 { font-size: 27px; line-height: 1.15; margin: 0 0 8px } p { margin: 0; color: #5f6368 } .small { width: 128px } .large { width: 256px }`;
const TILE = `<div class="small">${ICON}</div><div style="width: 220px"><h1>Transceiver Inspector</h1>
  <p>Finds WebRTC transceivers that pile up, and the line that makes them.</p></div>`;

/** Drawn, not photographed: the Chrome Web Store's small tile, and Edge's logo. */
const DRAWN = [
  { name: 'tile-440x280', size: { width: 440, height: 280 }, html: TILE },
  { name: 'logo-300x300', size: { width: 300, height: 300 }, html: `<div class="large">${ICON}</div>` },
];

/** Writes store/images/, from the panel as it is now. @param take one picture of the panel */
export async function takeStorePictures(browser: Browser, take: (shot: Shot) => Promise<void>): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, picture, theme] of SHOWN) {
    await take({ picture, theme, size: SCREENSHOT, path: fileOf(`${name}-1280x800`) });
  }
  for (const { name, size, html } of DRAWN) {
    const page = await browser.newPage({ viewport: size });
    await page.setContent(`<!doctype html><style>${STYLE}</style>${html}`);
    await page.screenshot({ path: fileOf(name) });
    await page.close();
  }
  const names = [...SHOWN.map(([name]) => `${name}-1280x800`), ...DRAWN.map(({ name }) => name)];
  for (const name of names) console.log(`store/images/${name}.png: ${statSync(fileOf(name)).size} bytes`);
}

const fileOf = (name: string) => join(FOLDER, `${name}.png`);
