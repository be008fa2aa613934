import type { ReceiverKind } from './media/openReceiver';

export const CHOICES = {
  source: ['canvas', 'tab', 'window', 'screen', 'camera', 'microphone'],
  picture: ['detail', 'motion'],
  hint: ['picture', 'none', 'detail', 'text', 'motion'],
  codec: ['VP8', 'H264', 'VP9', 'AV1'],
  publish: ['addTransceiver', 'addTrack', 'reuse'],
  unpublish: [
    'inactive+removeTrack',
    'removeTrack',
    'replaceTrack(null)',
    'inactive',
    'stop()',
    'inactive+removeTrack+stop',
    'inactive+removeTrack+downscale',
  ],
  receiver: ['window', 'iframe', 'page'],
} as const;

type Choice<K extends keyof typeof CHOICES> = (typeof CHOICES)[K][number];

/** All of the demo's settings; each is a URL parameter of the same name. */
export interface Settings {
  source: Choice<'source'>;
  /** Size of the canvas or maximum size of a capture, in pixels. `size=720` sets both, 16:9. */
  width: number;
  height: number;
  /** Still (text, screens) or moving picture. */
  picture: Choice<'picture'>;
  /** The track's contentHint; `picture`: the value of `picture`, `none`: empty. */
  hint: Choice<'hint'>;
  codec: Choice<'codec'>;
  /** scalabilityMode, for example `L3T3_KEY`; empty: the browser's choice. */
  mode: string;
  /** Three layers, like SFU clients; needs addTransceiver. */
  simulcast: boolean;
  publish: Choice<'publish'>;
  unpublish: Choice<'unpublish'>;
  cycles: number;
  fps: number;
  /** Also send a microphone. */
  audio: boolean;
  receiver: ReceiverKind;
  /** Run the cycles after the page has loaded. */
  auto: boolean;
  /** Longest wait for the wanted encoded size, and then for the right picture, in seconds. */
  timeout: number;
}

export const DEFAULTS: Settings = {
  source: 'canvas',
  width: 1280,
  height: 720,
  picture: 'detail',
  hint: 'picture',
  codec: 'VP8',
  mode: '',
  simulcast: false,
  publish: 'addTransceiver',
  unpublish: 'inactive+removeTrack',
  cycles: 20,
  fps: 10,
  audio: false,
  receiver: 'window',
  auto: false,
  timeout: 20,
};

export const SIZES = [180, 360, 720, 1080, 1440, 2160];
/** Smallest and largest value. */
export const LIMITS = { width: [320, 3840], height: [180, 2160], cycles: [1, 1000], fps: [1, 60], timeout: [1, 300] };
/** Modes with several spatial layers. */
const SPATIAL = /^[LS][23]/;
const MODE = /^(L[1-3]T[1-3](h|_KEY|_KEY_SHIFT)?|S[23]T[1-3]h?)$/;

export const widthOf = (height: number) => Math.round((height * 16) / 9);

/** The contentHint that the settings ask for. */
export function hintOf({ picture, hint }: Settings): string {
  if (hint === 'none') return '';
  return hint === 'picture' ? picture : hint;
}

/** With these hints Chrome encodes as for a screen share (mst-content-hint, section 3). */
const isScreenHint = (hint: string) => hint === 'detail' || hint === 'text';

/**
 * Parses settings from a URL's query. An invalid parameter keeps its default.
 * @returns the settings, and one sentence per invalid parameter
 */
export function parseSettings(query: URLSearchParams): { settings: Settings; problems: string[] } {
  const settings: Settings = { ...DEFAULTS };
  const problems: string[] = [];
  const write = settings as unknown as Record<string, unknown>;
  for (const [name, raw] of query) {
    // In a query "+" means a space; none of the values holds one.
    const text = raw.trim().replaceAll(' ', '+');
    if (name === 'size') {
      if (SIZES.includes(Number(text))) Object.assign(settings, { width: widthOf(Number(text)), height: Number(text) });
      else problems.push(`size is one of ${SIZES.join(', ')}, not "${text.slice(0, 40)}".`);
      continue;
    }
    if (!Object.hasOwn(settings, name)) continue;
    const value = parseValue(name as keyof Settings, text);
    if (value instanceof Error) problems.push(value.message);
    else write[name] = value;
  }
  if (settings.simulcast && settings.publish === 'addTrack') {
    settings.simulcast = false;
    problems.push('addTrack cannot ask for simulcast; publish with addTransceiver.');
  }
  if (SPATIAL.test(settings.mode) && isScreenHint(hintOf(settings))) {
    if (query.has('picture') || settings.hint !== 'picture') {
      const need = settings.hint === 'picture' ? 'picture=motion' : 'hint=motion';
      problems.push(`${settings.mode} needs ${need}: Chrome sends a still one as VP8.`);
    } else settings.picture = 'motion';
  }
  if (settings.simulcast && settings.width * settings.height < 960 * 540) {
    problems.push('Simulcast needs a size from 960 x 540 on: below, Chrome leaves the largest layer out.');
  }
  // Without a mode Chrome sends the layers of these codecs as spatial layers of one stream.
  const named = settings.codec === 'VP9' || settings.codec === 'AV1';
  if (settings.simulcast && named && !settings.mode) settings.mode = 'L1T3';
  return { settings, problems };
}

function parseValue(name: keyof Settings, text: string): unknown {
  const shown = `"${text.slice(0, 40)}"`;
  if (name in CHOICES) {
    const choices: readonly string[] = CHOICES[name as keyof typeof CHOICES];
    const value = choices.find((choice) => choice === text || choice.replace(/\(.*\)/, '') === text);
    return value ?? new Error(`${name} is one of ${choices.join(', ')}, not ${shown}.`);
  }
  if (name in LIMITS) {
    const [min, max] = LIMITS[name as keyof typeof LIMITS] as [number, number];
    const value = Number(text);
    const isValid = Number.isInteger(value) && value >= min && value <= max;
    return isValid ? value : new Error(`${name} is a whole number from ${min} to ${max}, not ${shown}.`);
  }
  if (name === 'mode') {
    return text === '' || MODE.test(text) ? text : new Error(`mode is a scalability mode, not ${shown}.`);
  }
  if (['0', '1', 'true', 'false', ''].includes(text)) return text === '1' || text === 'true' || text === '';
  return new Error(`${name} is 0 or 1, not ${shown}.`);
}

/** The settings as a query: only values that differ from the defaults. */
export function toQuery(settings: Settings): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value === DEFAULTS[name as keyof Settings]) continue;
    query.set(name, typeof value === 'boolean' ? String(Number(value)) : String(value));
  }
  return query.toString();
}
