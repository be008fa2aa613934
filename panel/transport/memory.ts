import type { Command } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';
import type { DocumentLink, Opened, PageAccess, Transport, TransportHandlers } from './transport';

/** A document played by a script. */
export interface ScriptedDocument {
  link: DocumentLink;
  /** Commands that the panel sent, in order. */
  commands: Command[];
  say(message: unknown): void;
  close(): void;
  crash(what: 'page' | 'frame'): void;
}

export interface MemoryTransport extends Transport {
  open(options: {
    key: string;
    frameId?: number;
    url?: string;
    provisionalPatch?: Patch;
    onCommand?: (command: Command) => void;
  }): ScriptedDocument;
  access(access: PageAccess, url?: string | null): void;
  navigated(url: string): void;
  /** As DevTools' search bar does. */
  search(query: string | null): void;
  /** What the panel asked of the browser, in order, for tests to look at. */
  asked: string[];
  /** What it last told of growing findings. */
  readonly growing: number;
}

/** A transport without a browser, fed by a script: for tests and fixtures. */
export function createMemoryTransport(
  options: { theme?: 'light' | 'dark' | null; opened?: Opened; findLines?: Transport['findLines'] } = {},
): MemoryTransport {
  let handlers: TransportHandlers | null = null;
  const waiting: ((to: TransportHandlers) => void)[] = [];
  const stored = new Map<string, string>();
  const asked: string[] = [];
  let growing = 0;

  function tell(event: (to: TransportHandlers) => void): void {
    if (handlers) event(handlers);
    else waiting.push(event);
  }

  return {
    asked,
    hasPage: true,
    canOpenSource: true,
    viewSource: null,
    findLines: options.findLines ?? null,
    theme: options.theme ?? null,
    settings: { get: (key) => stored.get(key) ?? null, set: (key, value) => void stored.set(key, value) },
    start(to) {
      handlers = to;
      for (const event of waiting.splice(0)) event(to);
    },
    open({ key, frameId = 0, url = 'https://app.example/', provisionalPatch = 'none', onCommand }) {
      const commands: Command[] = [];
      const link: DocumentLink = {
        key,
        frameId,
        url,
        provisionalPatch,
        send(command) {
          commands.push(command);
          onCommand?.(command);
        },
      };
      tell((to) => to.onOpen(link));
      return {
        link,
        commands,
        say: (message) => tell((to) => to.onMessage(link, message)),
        close: () => tell((to) => to.onClose(link)),
        crash: (what) => tell((to) => to.onCrashed(link, what)),
      };
    },
    access: (access, url = null) => tell((to) => to.onAccess(access, url)),
    navigated: (url) => tell((to) => to.onNavigated(url)),
    search: (query) => tell((to) => to.onSearch(query)),
    setPatch: (patch) => void asked.push(`patch ${patch}`),
    setGrowing(findings) {
      growing = findings;
    },
    get growing() {
      return growing;
    },
    reload: () => void asked.push('reload'),
    async openSource({ url, line, column }) {
      asked.push(`open ${url}:${line}:${column}`);
      return options.opened ?? { mapped: null, why: null };
    },
    dispose: () => {
      handlers = null;
    },
  };
}
