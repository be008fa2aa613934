import { libraryNamesIn, sdkOf, sdkVersionOf } from '../../../callsite/sdk';
import { type Frame, parseStack } from '../../../callsite/stack';
import type { StandIns } from './stand-ins';
import { originOf } from './url';

/** What V8 itself writes in place of a function's name. */
const NAMELESS = /^(?:(?:Object|Module)\.)?<anonymous>$|^eval$/;
/** Digits, and the usual words before them: what else a page calls a version may tell something. */
const VERSION = /^\d{1,4}(?:\.\d{1,4}){2}(?:-(?:alpha|beta|rc|next|canary)(?:\.?\d{1,4}){0,2})?$/;

/** A call stack written anew from what was read out of each line; a line that is no frame goes whole. */
export function redactStack(text: string, names: StandIns): string {
  return parseStack(text)
    .map((frame) => lineOf(redactFrame(frame, names)))
    .join('\n');
}

/** The frame with line and column, the script's origin, and names of its own for function and script. */
export function redactFrame(frame: Frame, names: StandIns): Frame {
  return { ...frame, fn: frame.fn === null ? null : functionName(frame.fn, names), url: scriptUrl(frame.url, names) };
}

function lineOf({ fn, url, line, column }: Frame): string {
  const place = [url, line, column].filter((part) => part !== null).join(':');
  return fn === null ? `    at ${place}` : `    at ${fn} (${place})`;
}

/** Names are the page's: a computed one may hold anything. Classes of a library stay, which tell the library. */
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

/** `https://app.example/script-1`; of a library with its name, and the version where its path has one. */
function scriptUrl(url: string, names: StandIns): string {
  // Where a function's name looks like a place, it stands before the script's own, which has no space in it.
  const script = url.split(/\s/).at(-1)!;
  const origin = originOf(script);
  const last = script.slice(script.lastIndexOf('/') + 1);
  const name = names.of('script', names.isOwn('script', last) ? last : url);
  return [origin, libraryPath(url), name].filter((part) => part !== null).join('/');
}

/** A path by which the library, and its version, are recognised as before; null for the app's own script. */
function libraryPath(url: string): string | null {
  const sdk = sdkOf(url);
  if (sdk === null) return null;
  const name = [sdk, `${sdk}.js`, `@${sdk}/client`].find((each) => sdkOf(`/${each}/script-1`) === sdk) ?? sdk;
  const version = sdkVersionOf(url);
  return version !== null && VERSION.test(version) ? `${name}@${version}` : name;
}
