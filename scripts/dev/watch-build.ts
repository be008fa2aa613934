import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { FIREFOX_DIST } from '../../tooling/firefox/steer';
import { ROOT } from '../../tooling/node/root.mjs';

const COPIES = join(ROOT, 'out', 'dev-firefox');

type Listener = () => Promise<void>;

/** What `build()` returns in watch mode, as far as it is used. */
interface Watcher {
  on(name: 'event', listener: (event: { code: string; error?: Error }) => void): void;
  close(): Promise<void>;
}

const copyOf = (n: number) => join(COPIES, String(n));

/**
 * Builds dist/firefox on each change; resolves after the first build. What was built is copied: the next build
 * empties its folder, also while Firefox reads it.
 */
export async function watchFirefoxBuild() {
  let listener: Listener | null = null;
  let builds = 0;
  rmSync(COPIES, { recursive: true, force: true });
  const tell = () => listener?.().catch((error) => console.error(String(error)));
  const watcher = (await build({ mode: 'firefox', logLevel: 'warn', build: { watch: {} } })) as unknown as Watcher;
  await new Promise<void>((resolve) => {
    watcher.on('event', ({ code, error }) => {
      // A mistake in the source is to be mended, and then built again.
      if (code === 'ERROR') console.error(`Not built: ${error?.message ?? 'see above'}`);
      if (code !== 'END') return;
      console.log(`${new Date().toLocaleTimeString()}: built`);
      builds += 1;
      cpSync(FIREFOX_DIST, copyOf(builds), { recursive: true });
      // Firefox may still read one of the last.
      rmSync(copyOf(builds - 9), { recursive: true, force: true });
      resolve();
      tell();
    });
  });
  return {
    /** The folder of the newest build. */
    folder: () => copyOf(builds),
    /** Calls back after each build but the first, also after one that came before this call. */
    onBuilt(then: Listener): void {
      listener = then;
      if (builds > 1) tell();
    },
    async close(): Promise<void> {
      await watcher.close();
      rmSync(COPIES, { recursive: true, force: true });
    },
  };
}
