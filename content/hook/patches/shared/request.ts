import type { Reason } from '../../../../protocol/reasons';
import { add, matches, some } from '../../base/lists';
import { ownKeys } from '../../base/natives';
import { isObject, items, OPAQUE, peek, streamId, trackKind } from '../../describe';
import { isLive, receives, sends } from '../../webrtc';

/** What a publishing call asks for, in the terms of RTCRtpTransceiverInit. */
export interface Request {
  kind: 'audio' | 'video';
  track: MediaStreamTrack | null;
  direction: 'sendrecv' | 'sendonly' | null;
  streams: MediaStream[];
  encodings: RTCRtpEncodingParameters[];
}

const RID = /^[a-zA-Z0-9]{1,16}$/;
/** Scalability modes (webrtc-svc, section 6). */
export const MODE = /^(L[1-3]T[1-3](h|_KEY|_KEY_SHIFT)?|S[1-3]T[1-3]h?)$/;
const PRIORITY = /^(very-low|low|medium|high)$/;

type Test = (value: unknown) => boolean;
const isBoolean: Test = (v) => typeof v === 'boolean';
const never: Test = () => false;
const matching =
  (pattern: RegExp): Test =>
  (v) =>
    typeof v === 'string' && matches(pattern, v);
const within =
  (min: number, end: number): Test =>
  (v) =>
    typeof v === 'number' && v >= min && v < end;

/** What a usual value of each member of RTCRtpEncodingParameters looks like. Anything else goes to the browser, errors and all. */
const USUAL: Record<string, Test> = {
  rid: matching(RID),
  active: isBoolean,
  maxBitrate: within(0, 2 ** 32),
  maxFramerate: within(0, 1000),
  scaleResolutionDownBy: within(1, 1000),
  scalabilityMode: matching(MODE),
  priority: matching(PRIORITY),
  networkPriority: matching(PRIORITY),
  adaptivePtime: isBoolean,
  codec: never,
  scaleResolutionDownTo: never,
};
const MEMBERS = ownKeys(USUAL) as string[];
/** Streams and encodings of one call. */
const MAX_ITEMS = 100;

/** Reads addTransceiver's arguments. @returns the request, or why the call is none of reuse's business. */
export function transceiverRequest(args: unknown[]): Request | Reason {
  const source = args[0];
  const init = args[1];
  const kind = source === 'audio' || source === 'video' ? source : trackKind(source);
  if (!kind) return 'native-error';
  if (init !== undefined && !isObject(init)) return 'unusual-init';
  const direction = peek(init, 'direction') ?? 'sendrecv';
  if (!sends(direction))
    return receives(direction) || direction === 'inactive' ? 'direction-without-send' : 'unusual-init';
  const track = typeof source === 'string' ? null : (source as MediaStreamTrack);
  // addTransceiver(kind) alone is how apps make receive slots.
  if (!track && direction !== 'sendonly') return 'no-track';
  if (track && !isLive(track)) return 'track-ended';
  const streams = items(peek(init, 'streams') ?? [], MAX_ITEMS);
  const encodings = usualEncodings(peek(init, 'sendEncodings') ?? []);
  if (!encodings || !streams || !areStreams(streams)) return 'unusual-init';
  return { kind, track, direction, streams, encodings };
}

/** Reads addTrack's arguments. addTrack asks for sendrecv, but on an inactive slot only for sending. */
export function trackRequest(args: unknown[]): Request | Reason {
  const kind = trackKind(args[0]);
  const streams: unknown[] = [];
  for (let i = 1; i < args.length; i++) add(streams, args[i]);
  if (!kind || !areStreams(streams)) return 'native-error';
  const track = args[0] as MediaStreamTrack;
  if (!isLive(track)) return 'track-ended';
  return { kind, track, direction: null, streams, encodings: [] };
}

const areStreams = (values: unknown[]): values is MediaStream[] => !some(values, (each) => !streamId(each));

/** Copies sendEncodings, member by member; null where one is unusual. */
function usualEncodings(value: unknown): RTCRtpEncodingParameters[] | null {
  const given = items(value, MAX_ITEMS);
  const copies: RTCRtpEncodingParameters[] = [];
  for (let i = 0; given && i < given.length; i++) {
    const one = given[i];
    if (!isObject(one)) return null;
    const copy: Record<string, unknown> = { __proto__: null } as never;
    const unusual = some(MEMBERS, (name) => {
      const member = peek(one, name);
      if (member === undefined) return false;
      copy[name] = member;
      return member === OPAQUE || !USUAL[name]!(member);
    });
    if (unusual) return null;
    // Simulcast needs a rid on each layer, and no rid twice (webrtc-pc, addTransceiver, steps 7.3 and 7.4).
    if (given.length > 1 && !copy.rid) return null;
    if (copy.rid !== undefined && some(copies, ({ rid }) => rid === copy.rid)) return null;
    add(copies, copy as RTCRtpEncodingParameters);
  }
  return given && copies;
}
