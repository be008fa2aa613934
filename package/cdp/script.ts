import { pageScript } from '../live/assets';
import { readMessage } from '../page/messages';

/**
 * The page's script behind a raw binding, which takes one text and answers nothing: an answer comes by a
 * call of `NAMEd`. What has loaded before the script came is late; an empty document never is.
 * @param name of the binding: random, so that no page can expect it
 */
export async function rawScript(name: string, patch: string): Promise<string> {
  const page = pageScript({ binding: name, patch });
  return `(() => {
  const native = window.${name};
  if (!native) return;
  const pending = { __proto__: null };
  let last = 0;
  const call = (message, isNext) => {
    const id = ++last;
    native(id + ' ' + message);
    return isNext ? new Promise((resolve) => { pending[id] = resolve; }) : Promise.resolve([]);
  };
  const deliver = (id, commands) => {
    const resolve = pending[id];
    delete pending[id];
    if (resolve) resolve(commands);
  };
  Object.defineProperty(window, '${name}', { value: call, configurable: true, enumerable: false, writable: true });
  Object.defineProperty(window, '${name}d', { value: deliver, configurable: true, enumerable: false });
  ${page.replace(/false\);$/, "location.href !== 'about:blank' && document.readyState !== 'loading');")}
})();`;
}

export interface Call {
  id: number;
  message: { type?: unknown; key?: unknown } | null;
}

/** Reads what such a script says. The page may say any text. */
export function readCall(payload: unknown): Call | null {
  const [, id, text] = /^(\d{1,15}) (.*)$/s.exec(String(payload)) ?? [];
  return id ? { id: Number(id), message: readMessage(text) as Call['message'] } : null;
}
