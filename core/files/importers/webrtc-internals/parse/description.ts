import { isObject, parsed } from '../../../read/json';
import { type Description, descriptionOf } from '../../../replay/description';

/** What a setLocalDescription or setRemoteDescription was given; null where it says nothing of use. */
export function readDescription(value: unknown): Description | null {
  const json = parsed(value);
  if (isObject(json)) return descriptionOf(json.type, json.sdp);
  // Older: `type: offer, sdp: v=0\r\n…`
  const [, type, sdp] = (typeof value === 'string' && /^type: (\w+), sdp: ?([\s\S]*)$/.exec(value)) || [];
  return descriptionOf(type, sdp);
}
