import type { SourceType } from '../../../../../protocol/state';
import { isObject, parseInner, textOf } from '../../../read/json';
import type { Capture } from '../../../replay/types';

/** The captures of getUserMedia and getDisplayMedia by track id. The dump lists them separately from the connections. */
export function readCaptures(list: unknown): Map<string, Capture> {
  const captures = new Map<string, Capture>();
  if (!Array.isArray(list)) return captures;
  for (const request of list.slice(0, 10_000)) {
    if (!isObject(request)) continue;
    const display = request.request_type === 'getDisplayMedia';
    for (const kind of ['audio', 'video'] as const) {
      const { id, label } = trackInfo(request[`${kind}_track_info`]);
      if (id) captures.set(id, captureOf(kind, display, label));
    }
  }
  return captures;
}

/** What a track shows, by the call that captured it and its label. */
export function captureOf(kind: 'audio' | 'video', display: boolean, label: string): Capture {
  return { type: display ? surfaceOf(label) : kind === 'audio' ? 'microphone' : 'camera', label };
}

/** `{"id":"…","label":"…"}`, or in older versions `id:… label:…`. */
function trackInfo(value: unknown): { id: string | null; label: string } {
  const json = parseInner(value);
  if (isObject(json)) return { id: textOf(json.id), label: textOf(json.label) ?? '' };
  const [, id, label] = (typeof value === 'string' && /^id:(\S{1,200}) label:([\s\S]{0,200})/.exec(value)) || [];
  return { id: id ?? null, label: label ?? '' };
}

/** Chrome labels a display capture after its source. */
function surfaceOf(label: string): SourceType {
  if (label.startsWith('window:')) return 'window';
  return label.startsWith('web-contents-media-stream:') ? 'tab' : 'screen';
}
