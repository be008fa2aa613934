import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { type LaunchedBrowser, launchBrowser } from '../../tooling/browser/browser';
import { ROOT } from '../../tooling/node/root.mjs';
import { startServer } from '../../tooling/pages/server';

export interface Bench {
  context: LaunchedBrowser['context'];
  /** A page at this path, in front. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** @returns folder of a copy of the extension in which a played hook stands in for the real one */
async function playedBuild(extension: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-played-'));
  cpSync(extension, folder, { recursive: true });
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'content'),
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: 'bench/panel-load/hook.iife.ts', formats: ['iife'], name: 'hook', fileName: () => 'hook.iife.js' },
    },
  });
  return folder;
}

/** Chromium with the real panel and bridge, and a hook that plays a call. */
export async function startBench(extension: string): Promise<Bench> {
  const folder = await playedBuild(extension);
  const server = await startServer();
  const page = (title: string) => `<!doctype html><title>${title}</title><link rel=icon href=data:,>`;
  server.html('/call', page('call'));
  server.html('/nothing', page('nothing'));
  const browser = await launchBrowser({ extension: folder });
  return {
    context: browser.context,
    async open(path) {
      const opened = await browser.context.newPage();
      await opened.goto(server.url(path));
      await opened.bringToFront();
      return opened;
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
