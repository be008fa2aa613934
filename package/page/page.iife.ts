/**
 * The hook, with a test driver's binding in place of the extension's bridge: one script, in every
 * document before its first one. Page to Node by a call of the binding, Node to page by what the call
 * `next` resolves with. No DOM event between the two: in a popup's initial document no listener is
 * called while scripts like this one run.
 */
import { guarded } from '../../content/hook/base/guard';
import { type FromBridge, type FromHook, watchBy } from '../../content/hook/link';
import { start } from '../../content/hook/start';
import type { FromPage, ToPage } from './messages';

/** Arguments of the function that the build puts around this file. */
declare const BINDING: string;
declare const PATCH: string;
/** The document was there before. */
declare const LATE: boolean;

interface Chromium extends Navigator {
  userAgentData?: { platform?: string };
  deviceMemory?: number;
}

/** Takes a FromPage as JSON: a driver takes long for objects. Only `next` is answered. */
type Send = (message: string, isNext: boolean) => Promise<ToPage>;

const send = (window as never)[BINDING] as Send | undefined;
if (typeof send === 'function') connect(send);

function connect(binding: Send): void {
  delete (window as never)[BINDING];
  const { stringify } = JSON;
  const { userAgent, userAgentData, deviceMemory, hardwareConcurrency } = navigator as Chromium;
  const environment = {
    userAgent,
    platform: userAgentData?.platform || null,
    deviceMemoryGiB: deviceMemory ?? null,
    cores: hardwareConcurrency ?? null,
  };
  const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const top = window === window.top;
  const startedAt = performance.timeOrigin;
  const jsHeapBytes = null;
  let url = location.href;
  let patch = PATCH;
  let patchSince = Date.now();
  let watched = true;

  /** Rejections mean that the page or the driver is on its way out. */
  const say = async (message: FromPage): Promise<ToPage> => {
    try {
      return await binding(stringify(message), message.type === 'next');
    } catch {
      return null;
    }
  };
  const place = () => {
    // A popup's initial document keeps its window, and what was hooked in it, when its first page comes.
    if (url === 'about:blank') url = location.href;
    return url.slice(0, 2000);
  };
  const announce = () => void say({ type: 'announce', key, url: place(), top, patch: PATCH as 'none', environment });

  start((begin, handle) => {
    watchBy(() => watched);
    begin(PATCH);
    void takeCommands(handle);
    return (message: FromHook) => {
      if (message.type === 'created') announce();
      else if (message.type !== 'update') void say({ type: 'message', key, message });
      else {
        if (message.patch !== patch) patchSince = message.at;
        patch = message.patch;
        const doc = { id: key, url: place(), top, startedAt };
        const since = patch === 'none' ? null : patchSince;
        void say({ type: 'message', key, message: { doc, jsHeapBytes, patchSince: since, ...message } });
      }
    };
  });

  async function takeCommands(handle: (message: FromBridge) => void): Promise<void> {
    for (;;) {
      const commands = await say({ type: 'next', key, url: place(), top, late: LATE });
      if (!commands) break;
      for (let i = 0; i < commands.length; i++) guarded('command', () => handle(commands[i]!));
    }
    watched = false;
    guarded('command', () => handle({ type: 'unobserved' }));
  }
}
