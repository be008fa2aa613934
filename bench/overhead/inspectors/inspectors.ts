import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../../tooling/node/root.mjs';

/** An inspector other than ours, sampling at 1 s in its own way. */
export interface Inspector {
  name: string;
  /**
   * What runs in the page before the page's own scripts; null for one that needs nothing there. May put
   * `inspected()` on window: how many samples it took.
   */
  script: string | null;
  /** A page of the browser's that is open meanwhile. */
  url?: string;
}

const FOLDER = join(ROOT, 'bench/overhead/inspectors/in-page');
const LIBRARIES = { 'jitsi-rtcstats': '@jitsi/rtcstats', peermetrics: '@peermetrics/webrtc-stats' };

async function bundled(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, rolldownOptions: { input: join(FOLDER, `${entry}.ts`), output: { format: 'iife' } } },
  });
  const [chunk] = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new Error(`${entry} was not bundled`);
  return chunk.code;
}

/** chrome://webrtc-internals and the libraries that apps put in their pages. */
export async function builtInInspectors(): Promise<Inspector[]> {
  const inspectors: Inspector[] = [
    { name: 'chrome://webrtc-internals', script: null, url: 'chrome://webrtc-internals' },
  ];
  for (const [entry, name] of Object.entries(LIBRARIES)) {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
    inspectors.push({ name: `${name} ${version}`, script: await bundled(entry) });
  }
  return inspectors;
}
