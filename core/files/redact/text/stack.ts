import { libraryNamesIn, sdkOf, sdkVersionOf } from '../../../callsite/sdk';
import { type Frame, parseStack } from '../../../callsite/stack';
import type { StandIns } from './stand-ins';
import { originOf } from './url';

/** Names that V8 writes for unnamed code. */
const NAMELESS = /^(?:(?:Object|Module)\.)?<anonymous>$|^eval$/;
/** Digits and the usual pre-release words. Anything else in a version may be identifying. */
const VERSION = /^\d{1,4}(?:\.\d{1,4}){2}(?:-(?:alpha|beta|rc|next|canary)(?:\.?\d{1,4}){0,2})?$/;

/** Rewrites a call stack from its parsed frames. A line that is not a frame is removed. */
export function redactStack(text: string, names: StandIns): string {
  return parseStack(text)
    .map((frame) => lineOf(redactFrame(frame, names)))
    .join('\n');
}

/** Keeps a frame's line, column and origin, and replaces the names of function and script by stand-ins. */
export function redactFrame(frame: Frame, names: StandIns): Frame {
  return { ...frame, fn: frame.fn === null ? null : functionName(frame.fn, names), url: scriptUrl(frame.url, names) };
}

function lineOf({ fn, url, line, column }: Frame): string {
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
function scriptUrl(url: string, names: StandIns): string {
  // If a function's name looks like a location, it comes before the script's URL, which contains no space.
  const script = url.split(/\s/).at(-1)!;
  const origin = originOf(script);
  const last = script.slice(script.lastIndexOf('/') + 1);
  const name = names.of('script', names.isOwn('script', last) ? last : url);
  return [origin, libraryPath(url), name].filter((part) => part !== null).join('/');
}

/** A path by which the library and its version are still recognized; null for the app's own script. */
function libraryPath(url: string): string | null {
  const sdk = sdkOf(url);
  if (sdk === null) return null;
  const name = [sdk, `${sdk}.js`, `@${sdk}/client`].find((each) => sdkOf(`/${each}/script-1`) === sdk) ?? sdk;
  const version = sdkVersionOf(url);
  return version !== null && VERSION.test(version) ? `${name}@${version}` : name;
}
