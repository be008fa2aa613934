import { parseSettings } from '../../demo/publisher/settings';
import { PATCHES, type Patch } from '../../protocol/patches';
import { Sentence } from '../setup/sentence.mjs';

/** What the demo also knows is a picture that nobody chooses for it (window) or none (microphone). */
const SOURCES = ['canvas', 'tab', 'camera', 'screen'];

/** A still 720p picture in VP8, received in another process; all else as the demo has it. */
const DEFAULTS = { source: 'canvas', size: '720', codec: 'VP8', receiver: 'iframe' };

/**
 * @param list by commas
 * @throws {Sentence} on a patch that there is not, or one named twice
 */
export function checkPatches(list: string): Patch[] {
  const patches = list.split(',').map((name) => name.trim());
  const isPatch = (name: string): name is Patch => (PATCHES as readonly string[]).includes(name);
  if (patches.every(isPatch) && new Set(patches).size === patches.length) return patches;
  throw new Sentence(`--patches lists some of ${PATCHES.join(', ')}, each once, not "${list}".`);
}

/**
 * The demo's URL parameters for the command line's options, which have the same names.
 * @throws {Sentence} on what the demo would refuse
 */
export function checkSettings(wanted: Record<string, string | boolean | undefined>): Record<string, string> {
  const given = Object.entries(wanted).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'boolean' ? String(Number(value)) : value]],
  );
  const parameters: Record<string, string> = { ...DEFAULTS, ...Object.fromEntries(given) };
  const { source } = parameters;
  if (!SOURCES.includes(source!)) throw new Sentence(`--source is one of ${SOURCES.join(', ')}, not "${source}".`);
  const { settings, problems } = parseSettings(new URLSearchParams(parameters));
  if (problems.length) throw new Sentence(problems.join(' '));
  if (/^[LS][23]/.test(settings.mode) && !['VP9', 'AV1'].includes(settings.codec)) {
    throw new Sentence(`--mode ${settings.mode} needs --codec VP9 or AV1: ${settings.codec} has no spatial layers.`);
  }
  if (source === 'screen' && process.platform === 'linux' && !process.env.DISPLAY) {
    throw new Sentence(
      '--source screen needs a display: without one there is no screen to capture. Take --source tab.',
    );
  }
  return parameters;
}
