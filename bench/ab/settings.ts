import { parseSettings } from '../../demo/publisher/settings';
import { UserError } from '../../tooling/node/user-error.mjs';

/** What the demo also knows is a picture that nobody chooses for it (window) or none (microphone). */
const SOURCES = ['canvas', 'tab', 'camera', 'screen'];

/** A still 720p picture in VP8, received in another process; all else as the demo has it. */
const DEFAULTS = { source: 'canvas', size: '720', codec: 'VP8', receiver: 'iframe' };

/**
 * The demo's URL parameters for the command line's options, which have the same names.
 * @throws {UserError} on what the demo would refuse
 */
export function checkSettings(wanted: Record<string, string | boolean | undefined>): Record<string, string> {
  const given = Object.entries(wanted).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'boolean' ? String(Number(value)) : value]],
  );
  const parameters: Record<string, string> = { ...DEFAULTS, ...Object.fromEntries(given) };
  const { source } = parameters;
  if (!SOURCES.includes(source!)) throw new UserError(`--source is one of ${SOURCES.join(', ')}, not "${source}".`);
  const { settings, problems } = parseSettings(new URLSearchParams(parameters));
  if (problems.length) throw new UserError(problems.join(' '));
  if (/^[LS][23]/.test(settings.mode) && !['VP9', 'AV1'].includes(settings.codec)) {
    throw new UserError(`--mode ${settings.mode} needs --codec VP9 or AV1: ${settings.codec} has no spatial layers.`);
  }
  if (source === 'screen' && process.platform === 'linux' && !process.env.DISPLAY) {
    throw new UserError(
      '--source screen needs a display: without one there is no screen to capture. Take --source tab.',
    );
  }
  return parameters;
}

/** @throws {UserError} on what only Chrome has */
export function checkFirefoxSettings({ source, codec, mode }: Record<string, string>): void {
  if (source === 'tab') throw new UserError('Firefox captures no tab by itself. Take --source screen.');
  if (codec === 'H264') throw new UserError('Firefox downloads its H264 encoder, and this one is offline. Take VP8.');
  if (mode) throw new UserError('Firefox has no scalability modes: leave --mode out.');
}
