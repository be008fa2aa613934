import { build } from 'vite';

type Listener = () => Promise<void>;

/** What `build()` returns in watch mode, as far as it is used. */
interface Watcher {
  on(name: 'event', listener: (event: { code: string; error?: Error }) => void): void;
  close(): Promise<void>;
}

/** Builds dist/firefox on each change; resolves after the first build. */
export async function watchFirefoxBuild() {
  let listener: Listener | null = null;
  let builds = 0;
  const tell = () => listener?.().catch((error) => console.error(String(error)));
  const watcher = (await build({ mode: 'firefox', logLevel: 'warn', build: { watch: {} } })) as unknown as Watcher;
  await new Promise<void>((resolve) => {
    watcher.on('event', ({ code, error }) => {
      // A mistake in the source is to be mended, and then built again.
      if (code === 'ERROR') console.error(`Not built: ${error?.message ?? 'see above'}`);
      if (code !== 'END') return;
      console.log(`${new Date().toLocaleTimeString()}: built`);
      builds += 1;
      resolve();
      tell();
    });
  });
  return {
    /** Calls back after each build but the first, also after one that came before this call. */
    onBuilt(then: Listener): void {
      listener = then;
      if (builds > 1) tell();
    },
    close: () => watcher.close(),
  };
}
