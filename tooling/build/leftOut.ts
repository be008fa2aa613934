import { fileURLToPath } from 'node:url';

/**
 * Packages that a build leaves out. chartjs-plugin-zoom brings hammerjs along, 20 kB, for touch and for
 * moving a chart, which `panel/views/overview/drawing/moving.ts` does; without it, it goes without both.
 */
export const LEFT_OUT = { hammerjs: fileURLToPath(new URL('./nothing.ts', import.meta.url)) };
