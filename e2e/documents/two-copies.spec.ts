/** Two copies of the extension's scripts in one page, started in every order that Chrome may choose. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIST, unpackedId } from '../../tooling/browser/browser';
import { expect, test } from '../harness/test';

const HOOK = 'content/hook.iife.js';
const BRIDGE = 'content/bridge.iife.js';

/** A build whose scripts are there twice, started in this order: two pairs in one extension, which Chrome keeps to. */
function twice(order: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'twice-'));
  cpSync(DIST, folder, { recursive: true });
  for (const file of [HOOK, BRIDGE]) cpSync(join(folder, file), join(folder, second(file)));
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const [{ world: _, ...isolated }] = manifest.content_scripts;
  manifest.content_scripts = order.map((js) => ({
    ...isolated,
    js: [js],
    ...(js === HOOK || js === second(HOOK) ? { world: 'MAIN' } : {}),
  }));
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}

const second = (file: string) => file.replace('.iife', '-2.iife');

/** The ids by which hooks name their document, and how many connections each tells of. */
async function hooksHeard(page: Page, id: string): Promise<() => Promise<number[]>> {
  const host = await page.context().newPage();
  await host.goto(`chrome-extension://${id}/extension/popup.html`);
  await page.bringToFront();
  await host.evaluate(async () => {
    const heard = new Map<string, number>();
    (window as any).heard = heard;
    const [tab] = await chrome.tabs.query({ active: true });
    const port = chrome.tabs.connect(tab!.id!, { name: 'transceiver-inspector', frameId: 0 });
    port.onMessage.addListener((update) => void (update.full && heard.set(update.doc.id, update.connections.length)));
    port.postMessage({ type: 'observe', intervalMs: 500, paused: false });
  });
  return () => host.evaluate(() => [...((window as any).heard as Map<string, number>).values()]);
}

for (const [name, order] of [
  ['both bridges first', [BRIDGE, second(BRIDGE), HOOK, second(HOOK)]],
  ['both hooks first', [HOOK, second(HOOK), BRIDGE, second(BRIDGE)]],
  ['one pair around the other', [BRIDGE, second(HOOK), HOOK, second(BRIDGE)]],
] as const) {
  test(`each hook finds a bridge: ${name}`, async ({ launch, server }) => {
    const folder = twice(order);
    try {
      const { context } = await launch({ extension: folder });
      server.html('/', '<!doctype html><script>new RTCPeerConnection()</script>');
      const page = await context.newPage();
      await page.goto(server.url('/'));
      const heard = await hooksHeard(page, unpackedId(folder));
      await expect.poll(heard).toEqual([1, 1]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
