import type { RawFrame } from '../../../callsite/gecko';
import { libraryNamesIn, PACKAGES, sdkOf, sdkOfSource, sdkVersionOf } from '../../../callsite/sdk';
import { type Frame, PUBLISHED_AS, parseStack } from '../../../callsite/stack';
import type { StandIns } from './stand-ins';
import { originOf } from './url';

/** Names that V8 writes for unnamed code. */
const NAMELESS = /^(?:(?:Object|Module)\.)?<anonymous>$|^eval$/;
/** Digits and the usual pre-release words. Anything else in a version may be identifying. */
const VERSION = /^\d{1,4}(?:\.\d{1,4}){2}(?:-(?:alpha|beta|rc|next|canary)(?:\.?\d{1,4}){0,2})?$/;

/** Rewrites a call stack from its parsed frames. A line that is not a frame is removed. */
export function redactStack(text: string, names: StandIns): string {
  return parseStack(text)
    .map((frame) => redactFrame(frame, names))
    .map(({ published, ...frame }) =>
      published ? lineOf(frame) + PUBLISHED_AS + lineOf(published).trim() : lineOf(frame),
    )
    .join('\n');
}

/** Keeps a frame's line, column and origin, and replaces the names of function and script by stand-ins. */
export function redactFrame({ published, ...frame }: Frame, names: StandIns): Frame {
  // What MediaMTX serves is recognized by a name that does not stay.
  const served = frame.sdk === 'mediamtx' ? 'mediamtx.js' : null;
  if (!published) return { ...frame, ...redactNames(frame, libraryPath(frame.url) ?? served, names) };
  return {
    ...frame,
    ...redactNames(frame, packagePath(frame.url), names),
    published: redactNames(published, libraryPath(published.url), names),
  };
}

const redactNames = ({ fn, url, line, column }: RawFrame, library: string | null, names: StandIns): RawFrame => ({
  fn: fn === null ? null : functionName(fn, names),
  url: scriptUrl(url, library, names),
  line,
  column,
});

function lineOf({ fn, url, line, column }: RawFrame): string {
  const place = [url, line, column].filter((part) => part !== null).join(':');
  return fn === null ? `    at ${place}` : `    at ${fn} (${place})`;
}

/** Function names come from the page and may hold anything. Class names that identify a library stay. */
function functionName(fn: string, names: StandIns): string {
  const [, how = '', rest = ''] = /^((?:async )?(?:new )?)(.*)$/s.exec(fn) ?? [];
  const name = rest.replace(/ \[as .*$/s, '');
  if (NAMELESS.test(name)) return how + name;
  const library = libraryNamesIn(name).join(' ');
  const own = library === '' ? name : name.slice(name.lastIndexOf('.') + 1);
  const standIn = names.of('fn', own);
  if (library === '') return how + standIn;
  return `${how}${library}${library.endsWith('.') ? '' : '.'}${standIn}`;
}

/** `https://app.example/script-1`; for a library with its name, and the version if its path has one. */
function scriptUrl(url: string, library: string | null, names: StandIns): string {
  // If a function's name looks like a location, it comes before the script's URL, which contains no space.
  const script = url.split(/\s/).at(-1)!;
  const origin = originOf(script);
  const last = script.slice(script.lastIndexOf('/') + 1);
  const name = names.of('script', names.isOwn('script', last) ? last : url);
  return [origin, library, name].filter((part) => part !== null).join('/');
}

/** The same for a source that a map names. */
function packagePath(url: string): string | null {
  if (sdkOfSource(url) === null) return null;
  return `node_modules/${libraryPath(url.slice(url.lastIndexOf(PACKAGES)))}`;
}

/** A path by which the library and its version are still recognized; null for the app's own script. */
function libraryPath(url: string): string | null {
  const sdk = sdkOf(url);
  if (sdk === null) return null;
  const name = [sdk, `${sdk}.js`, `@${sdk}/client`].find((each) => sdkOf(`/${each}/script-1`) === sdk) ?? sdk;
  const version = sdkVersionOf(url);
  return version !== null && VERSION.test(version) ? `${name}@${version}` : name;
}
