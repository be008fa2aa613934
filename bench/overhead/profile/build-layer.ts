import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { squeezeContentScripts } from '../../../content/build/squeeze';
import { OLDEST_CHROME } from '../../../manifest';
import { DIST } from '../../../tooling/browser/browser';
import { ROOT } from '../../../tooling/node/root.mjs';
import { type Layer, layered } from './layers';

const HOOK = 'content/hook.iife.js';

function leaveOut(layer: Layer): Plugin {
  return {
    name: 'leave-out',
    enforce: 'pre',
    transform: (code, id) => layered(layer, relative(join(ROOT, 'content/hook'), id).split(sep).join('/'), code),
  };
}

/** The built extension again, with a hook that has only so much of it. @returns its folder, to be removed */
export async function buildLayer(layer: Layer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'transceiver-inspector-layer-'));
  cpSync(DIST, folder, { recursive: true });
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [leaveOut(layer), squeezeContentScripts()],
    build: {
      write: false,
      target: `chrome${OLDEST_CHROME}`,
      lib: { entry: join(ROOT, 'content/hook.iife.ts'), formats: ['iife'], name: 'hook', fileName: () => HOOK },
    },
  });
  const [made] = (Array.isArray(output) ? output : [output]).flatMap((one) => ('output' in one ? one.output : []));
  if (made?.type !== 'chunk') throw new Error('The build made no hook.');
  writeFileSync(join(folder, HOOK), made.code);
  return folder;
}
