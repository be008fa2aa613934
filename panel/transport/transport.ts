import type { SourcePlace } from '../../core/callsite/source-map';
import type { Command } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';

/** One live document of the inspected tab. */
export interface DocumentLink {
  /** The transport's own id of it (the browser's documentId). */
  key: string;
  frameId: number;
  url: string;
  /** The document started under a patch that its predecessor left; the store confirms or ends it. */
  provisionalPatch: Patch;
  send(command: Command): void;
}

export type { SourcePlace } from '../../core/callsite/source-map';

/** What a line of code was opened as. */
export interface Opened {
  /** Where its source map leads; null: the published file was opened. */
  mapped: SourcePlace | null;
  /** One sentence: why not where a map would lead. */
  why: string | null;
}

/** Whose server may be asked for a source map: that of a document of the page, or that of any script. */
export type MapOrigins = 'page' | 'scripts';

/** Lines of one script whose origin is looked for. */
export interface WantedLines {
  url: string;
  places: readonly { line: number; column: number }[];
  from: MapOrigins;
}

export interface FoundLines {
  /** For each place where it was written, or one sentence why that is not known; empty where there is no map. */
  origins: readonly (SourcePlace | string)[];
  /** One sentence: why there is no map; null where there is one. */
  why: string | null;
}

/** Whether the page can be looked at, and if not, why. */
export type PageAccess =
  | 'checking'
  | 'ok'
  | 'reload-needed'
  | 'no-access'
  | 'restricted'
  | 'file-access'
  | 'crashed'
  | 'extension-reloaded';

export interface TransportHandlers {
  onOpen(link: DocumentLink): void;
  /** The message as it came: not validated. */
  onMessage(link: DocumentLink, message: unknown): void;
  onClose(link: DocumentLink): void;
  /** Follows onClose, a moment or some seconds later, where it is certain; `page`: with the whole page. */
  onCrashed(link: DocumentLink, what: 'page' | 'frame'): void;
  onAccess(access: PageAccess, url: string | null): void;
  onNavigated(url: string): void;
  /** DevTools' search bar says something else; null: it was closed. */
  onSearch(query: string | null): void;
}

/**
 * The panel's only way to the inspected page and to the browser. Views and store know nothing of
 * `chrome.*`, so that they run in a test, over a fixture or over a file just as well.
 */
export interface Transport {
  /** False where what is shown comes out of a file: nothing can be asked of a page then. */
  hasPage: boolean;
  start(handlers: TransportHandlers): void;
  /** Tells frames that have no connection yet, and sets the badge; open links get a command of their own. */
  setPatch(patch: Patch): void;
  /** Tells how many connections grow, for the badge; a patch in force has the badge to itself. */
  setGrowing(findings: number): void;
  /** Reloads the inspected page. */
  reload(): void;
  /** Opens a script in Sources, where it was written if its source map tells; never rejects. */
  openSource(place: SourcePlace): Promise<Opened>;
  /** Where lines of a script were written, by its source map; never rejects. Null where there is no page to ask. */
  findLines: ((wanted: WantedLines) => Promise<FoundLines>) | null;
  /** Never throws; kept in memory only where storage is blocked. */
  settings: { get(key: string): string | null; set(key: string, value: string): void };
  canOpenSource: boolean;
  /** Opens a tab with the text of a published script; null where Sources has it. */
  viewSource: ((url: string, line: number) => void) | null;
  theme: 'light' | 'dark' | null;
  dispose(): void;
}
