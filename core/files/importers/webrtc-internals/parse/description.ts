import { isObject, parseInner } from '../../../read/json';
import { type Description, descriptionOf } from '../../../replay/description';

/** The argument of setLocalDescription or setRemoteDescription; null if it can't be read. */
export function readDescription(value: unknown): Description | null {
  const json = parseInner(value);
  if (isObject(json)) return descriptionOf(json.type, json.sdp);
  // Older: `type: offer, sdp: v=0\r\n…`
  const [, type, sdp] = (typeof value === 'string' && /^type: (\w+), sdp: ?([\s\S]*)$/.exec(value)) || [];
  return descriptionOf(type, sdp);
}
