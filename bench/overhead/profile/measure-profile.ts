import { rmSync } from 'node:fs';
import { DIST } from '../../../tooling/browser/browser';
import type { Figure } from '../../lib/figures';
import { CALLS, install } from '../calls';
import { figuresOf, timeCalls } from '../compare-calls';
import { openWith } from '../pages/chromium';
import { buildLayer } from './build-layer';
import { LAYERS } from './layers';

/**
 * What of the hook costs what: the calls without it, and with more and more of it, as ratios to the former.
 * Names of figures: `CALL, LAYER` for the time that the page waits, and with `, processor time` behind it.
 */
export async function measureProfile(rounds: number): Promise<Figure[]> {
  const folders: string[] = [];
  try {
    for (const layer of LAYERS) folders.push(layer.changes.length > 0 ? await buildLayer(layer) : DIST);
    const sides = [null, ...folders].map((extension) => (url: string) => openWith(url, extension));
    const timed = await timeCalls({ install, calls: CALLS, rounds, sides });
    return CALLS.flatMap(({ name }, n) => {
      const [without, ...layers] = timed[n]!;
      return layers.flatMap((layer, i) => figuresOf(`${name}, ${LAYERS[i]!.name}`, layer, without!));
    });
  } finally {
    for (const folder of folders) if (folder !== DIST) rmSync(folder, { recursive: true, force: true });
  }
}
