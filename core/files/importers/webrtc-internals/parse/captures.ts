import type { SourceType } from '../../../../../protocol/state';
import { isObject, parsed, textOf } from '../../../read/json';
import type { Capture } from '../../../replay/types';

/** What getUserMedia and getDisplayMedia gave, by the track's id: the dump keeps both beside the connections. */
export function readCaptures(list: unknown): Map<string, Capture> {
  const captures = new Map<string, Capture>();
  if (!Array.isArray(list)) return captures;
  for (const each of list.slice(0, 10_000)) {
    if (!isObject(each)) continue;
    const display = each.request_type === 'getDisplayMedia';
    for (const kind of ['audio', 'video'] as const) {
      const { id, label } = trackInfo(each[`${kind}_track_info`]);
      if (id)
        captures.set(id, { type: display ? surfaceOf(label) : kind === 'audio' ? 'microphone' : 'camera', label });
    }
  }
  return captures;
}

/** `{"id":"…","label":"…"}`, or older `id:… label:…`. */
function trackInfo(value: unknown): { id: string | null; label: string } {
  const json = parsed(value);
  if (isObject(json)) return { id: textOf(json.id), label: textOf(json.label) ?? '' };
  const [, id, label] = (typeof value === 'string' && /^id:(\S{1,200}) label:([\s\S]{0,200})/.exec(value)) || [];
  return { id: id ?? null, label: label ?? '' };
}

/** Chrome labels a display capture after its source. */
function surfaceOf(label: string): SourceType {
  if (label.startsWith('window:')) return 'window';
  return label.startsWith('web-contents-media-stream:') ? 'tab' : 'screen';
}
