import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { TestServer } from '../../tooling/pages/server';
import { expect } from './test';

const CONFIG = fileURLToPath(new URL('../../panel/fixtures.vite.config.ts', import.meta.url));
export const PAGE = '/fixtures.html';

type File = [path: string, content: string | Uint8Array];

/** Built once a worker, and kept in memory: no folder that another run could change meanwhile. */
let built: Promise<File[]> | null = null;

/** The files of the panel over its fixtures, by their path. */
export function fixtureFiles(): Promise<File[]> {
  built ??= buildFixtures();
  return built;
}

async function buildFixtures(): Promise<File[]> {
  const result = await build({ configFile: CONFIG, logLevel: 'error', build: { write: false } });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  return outputs.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]);
}

const typeOf = (path: string) =>
  path.endsWith('.html') ? 'text/html; charset=utf-8' : path.endsWith('.css') ? 'text/css' : 'text/javascript';

/** Serves the panel over its fixtures, as panel/fixtures.html shows it, without an extension around it. */
export async function serveFixtures(server: TestServer): Promise<void> {
  for (const [path, content] of await fixtureFiles()) {
    server.route(path, (_request, response) => response.writeHead(200, { 'content-type': typeOf(path) }).end(content));
  }
}

/** @param query of fixtures.html, for example `fixture=twenty&runs` */
export async function openFixture(page: Page, server: TestServer, query: string): Promise<void> {
  await page.goto(server.url(`${PAGE}?${query}`));
  await expect(page.locator('.app')).toBeVisible();
}
