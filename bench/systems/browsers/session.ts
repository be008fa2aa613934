import type { Patch } from '../../../protocol/state';
import type { MemoryReading } from '../../../tooling/browser/renderer';
import type { Evaluates } from '../../../tooling/pages/evaluates';

export interface SessionOptions {
  /** `system` and what the adapter reads, for each page; the page's address without a query. */
  publisherUrl: string;
  /** Null: the receiver is a frame of the publisher's page. */
  receiverUrl: string | null;
  /** Chosen in the real panel before the first publish. */
  patch: Patch;
}

/** Both pages of a system in a fresh browser, with the panel over the publisher's. */
export interface Session {
  publisher: Evaluates;
  receiver: Evaluates;
  /** Of the publisher's process, settled; null where the system does not tell. */
  memory(): Promise<MemoryReading | null>;
  /** Takes a picture of the panel. */
  picture(file: string): Promise<void>;
  readPanel(): Promise<PanelReport>;
  close(): Promise<void>;
}

/** What the panel said at the end. */
export interface PanelReport {
  verdict: string;
  /**
   * The file that DevTools shows after a click on the sentence's last line of code; null where it names none, and in
   * Firefox, where a panel opens none.
   */
  opens: string | null;
  /** Of the patch log: each reason, with how often. */
  outcomes: string[];
}

/** @throws where the browser, DevTools, the panel, the library or the server fails */
export type OpenSession = (options: SessionOptions) => Promise<Session>;

/** The panel's size in its picture, in CSS pixels. */
export const PICTURE = { width: 1400, height: 900 };

/** In the panel: what the first screen says, without what is only for a screen reader, which would be read twice. */
export function saidInPanel(): string {
  const parts = document.querySelectorAll('[aria-label=Verdict] .incident-head p, [aria-label=Verdict] .facts > li');
  const texts = [...parts].map((part) => {
    const shown = part.cloneNode(true) as Element;
    for (const hidden of shown.querySelectorAll('.visually-hidden')) hidden.remove();
    return (shown.textContent ?? '').replace(/\s+/g, ' ').trim();
  });
  return texts.join(' · ');
}
