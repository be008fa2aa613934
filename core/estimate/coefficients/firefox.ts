import type { LayerStats, SourceType } from '../../../protocol/state';
import type { Fit } from './coefficients';
import data from './firefox.json' with { type: 'json' };

/**
 * The same of Firefox, measured in its content process (`npm run bench:memory -- --browser firefox --fit`
 * writes the figures): its encoders, and the last frame, which each sender keeps beside its encoder.
 */
export const FIREFOX = data;

/** What a model knows of a sender in Firefox beside the stats. */
export interface FirefoxFacts {
  /** Of the last track that it sent; null if that is not known. */
  source: SourceType | null;
}

/** A page may name any codec. */
const FITS = new Map<string, Fit>(Object.entries(data.fits));
const DISPLAYS: readonly (SourceType | null)[] = ['screen', 'window', 'tab'];

/** The fit for a layer's encoder; null for a codec that was not measured. */
export function firefoxFitFor({ codec }: Pick<LayerStats, 'codec'>, { source }: FirefoxFacts): Fit | null {
  const name = codec?.replace(/^video\//i, '').toLowerCase();
  const [any, camera, screen] = ['', 'Camera', 'Screen'].map((content) => FITS.get(`${name}${content}`));
  if (any) return any;
  if (!camera || !screen) return null;
  if (source === null) return eitherOf(screen, camera);
  return DISPLAYS.includes(source) ? screen : camera;
}

/** The fit for the frames that a sender keeps: its last one and copies of it, in the format of its source. */
export function lastFrameFit({ source }: FirefoxFacts): Fit {
  const { drawn, camera, display } = data.lastFrame;
  if (source === null) return eitherOf(camera, display);
  if (DISPLAYS.includes(source)) return display;
  return source === 'camera' ? camera : drawn;
}

/** From what a display's encoder holds to what a camera's does. */
function eitherOf(less: Fit, more: Fit): Fit {
  const middle = (key: 'constant' | 'perMpx') => (less[key] + more[key]) / 2;
  const [constant, perMpx] = [middle('constant'), middle('perMpx')];
  const low = 1 - (less.perMpx * (1 - less.error)) / perMpx;
  const high = (more.perMpx * (1 + more.error)) / perMpx - 1;
  const error = Math.ceil(Math.max(low, high) * 100) / 100;
  return {
    id: `${less.id} or ${more.id}`,
    label: `${less.label}, or more`,
    constant,
    perMpx,
    error,
    cells: '',
  };
}
