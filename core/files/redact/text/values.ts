import { REASONS } from '../../../../protocol/reasons';
import type { StandIns } from './stand-ins';
import { REMOVED } from './url';

/** For fields with a fixed form: a value of that form stays, any other is removed. */
const keepIf = (form: RegExp) => (text: string) => (text === '' || form.test(text) ? text : REMOVED);

const CODEC =
  /^(?:(?:audio|video)\/)?(?:vp[89]|av1x?|h26[345]|hevc|opus|multiopus|red|isac|ilbc|g722|pcm[ua]|cn|l16|telephone-event|rtx|ulpfec|flexfec-03)$/i;
export const redactCodec = keepIf(CODEC);
/** webrtc-svc, section 5. */
export const redactMode = keepIf(/^[LS][1-3]T[1-3]h?(?:_KEY(?:_SHIFT)?)?$/);
/** `412,345K`, `402.7 MB`. */
export const redactSize = keepIf(/^[\d.,' \u00a0\u202f]{1,20}(?:[KMGT]?i?B?|[KMGT]o)$/i);
export const redactVersion = keepIf(/^(?:Transceiver Inspector ?)?(?:\d{1,3}\.\d{1,3}\.\d{1,3})?$/);
export const redactReason = (text: string) => (Object.hasOwn(REASONS, text) ? text : REMOVED);
export const redactLabel = (text: string) => (text === '' ? '' : REMOVED);

/** The mids that browsers assign: numbers, or names of the media. */
const MID = /^(?:\d{1,5}|audio|video|data|sdparta_\d{1,4})$/;
export const redactMid = (mid: string, names: StandIns) => (MID.test(mid) ? mid : names.of('mid', mid));
/** The usual rids of libraries: `q`, `h`, `f`, `r0`, `low`. */
const RID = /^(?:[a-z\d]|r\d|lo|hi|low|mid|medium|high|full|half|quarter)$/i;
export const redactRid = (rid: string, names: StandIns) => (RID.test(rid) ? rid : names.of('rid', rid));

const PRODUCT =
  /^(?:Mozilla|AppleWebKit|Chrome|HeadlessChrome|Chromium|CriOS|Safari|Edg|EdgA|OPR|Firefox|Gecko|Version|Mobile|Electron)\/(?:\d{1,5}(?:\.\d{1,5}){0,3}|20100101)$/;
const SYSTEM =
  /^(?:X11|Linux|x86_64|i686|aarch64|armv[78]l|Windows|NT|Win32|Win64|x64|WOW64|Macintosh|MacIntel|macOS|Intel|Mac|OS|X|KHTML|like|Gecko|Mobile|Android|K|U|wv|CrOS|Chrome|Chromium|ChromiumOS|Fuchsia|iOS|iPhone|iPad|CPU|compatible|Ubuntu|Unknown|unknown|rv:\d{1,3}\.\d{1,2}|\d{1,5}(?:[._]\d{1,2}){0,2})$/;

/** Browser and system stay. Names and versions of anything else, such as an app or a device, are removed. */
export function redactUserAgent(text: string): string {
  return text.replace(/[^\s();,]+/g, (word) => (PRODUCT.test(word) || SYSTEM.test(word) || word === '…' ? word : '…'));
}
