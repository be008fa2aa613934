import type { RecordingModel } from '../../core/files/format/recording-model';
import type { DocumentModel } from '../../core/model/document';
import { type OpenBrowser, openBrowser } from '../cdp/browser';
import type { Target } from '../cdp/targets';
import { quote } from './words';

/** What of a browser a tool looks at. */
export interface Looked extends OpenBrowser {
  model: RecordingModel;
  documents: readonly DocumentModel[];
  pages: readonly Target[];
}

const MAX_LISTED = 20;

/** The browser that the tools look at. Attached to when it is first needed, and again where it was closed. */
export class InspectedBrowser {
  private opened: Promise<OpenBrowser> | null = null;

  constructor(readonly endpoint: string) {}

  /** @throws Error with one sentence where no Chromium answers */
  open(): Promise<OpenBrowser> {
    this.opened ??= this.attach();
    return this.opened;
  }

  /**
   * All that is known now, of one page or of all.
   * @param page its number
   * @throws Error where there is no such page
   */
  async look(page?: number): Promise<Looked> {
    const browser = await this.open();
    const { live, targets } = browser;
    await live.settle();
    const model = live.toModel();
    const pages = targets.pages.filter(({ number }) => page === undefined || number === page);
    const documents = model.documents.filter(({ id }) => page === undefined || targets.numberOf(id) === page);
    if (page !== undefined && pages.length === 0 && documents.length === 0)
      throw new Error(`There is no page ${page}. ${pagesText(targets.pages)}`);
    return { ...browser, pages, documents, model: { ...model, documents } };
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.inspection.dispose();
  }

  private async attach(): Promise<OpenBrowser> {
    try {
      const browser = await openBrowser(this.endpoint);
      void browser.live.ended.then(() => {
        this.opened = null;
        return browser.inspection.dispose();
      });
      return browser;
    } catch (error) {
      this.opened = null;
      throw error;
    }
  }
}

/** `Pages: 1 "http://…", 2 "http://…".` */
export function pagesText(pages: readonly Target[]): string {
  const listed = pages.slice(0, MAX_LISTED).map(({ number, url }) => `${number} ${quote(url)}`);
  const more = pages.length > MAX_LISTED ? `, and ${pages.length - MAX_LISTED} more` : '';
  return `Pages: ${listed.join(', ') || 'none'}${more}.`;
}
