/** Puppeteer's objects, as far as they are needed: puppeteer and puppeteer-core of many versions fit, and none is imported. */
export interface Emitter {
  on(event: string, handle: (what: any) => void): unknown;
  off(event: string, handle: (what: any) => void): unknown;
}

export interface PuppeteerSession extends Emitter {
  id(): string;
  send(method: string, params?: object): Promise<any>;
  detach(): Promise<void>;
  /** Undefined over WebDriver BiDi. */
  connection(): { session(id: string): PuppeteerSession | null } | undefined;
}

export interface PuppeteerBrowser extends Emitter {
  browserContexts(): PuppeteerContext[];
  target(): { createCDPSession(): Promise<PuppeteerSession> };
  /** Over WebDriver BiDi only; not in Puppeteer's types. */
  connection?: BidiConnection;
}

export interface PuppeteerContext {
  /** Undefined for the browser's first. */
  readonly id?: string;
  browser(): PuppeteerBrowser;
}

export interface PuppeteerPage extends Emitter {
  browserContext(): PuppeteerContext;
  createCDPSession(): Promise<PuppeteerSession>;
  /** `_id`: of its browsing context, over WebDriver BiDi. */
  mainFrame(): { _id?: string };
}

export interface BidiConnection extends Emitter {
  send(method: string, params: object): Promise<{ result: any }>;
}

/** What is inspected: a browser, one of its contexts, or one page. */
export interface Scope {
  browser: PuppeteerBrowser;
  context: PuppeteerContext | null;
  page: PuppeteerPage | null;
}

/** @throws Error where it is none of Puppeteer's */
export function scopeOf(target: object): Scope {
  if ('mainFrame' in target && 'createCDPSession' in target) {
    const page = target as PuppeteerPage;
    const context = page.browserContext();
    return { browser: context.browser(), context, page };
  }
  if ('browserContexts' in target) return { browser: target as PuppeteerBrowser, context: null, page: null };
  if ('browser' in target && 'overridePermissions' in target) {
    const context = target as PuppeteerContext;
    return { browser: context.browser(), context, page: null };
  }
  throw new Error('inspect() takes a Puppeteer Page, BrowserContext or Browser.');
}

/** Whether two scopes have a page in common. */
export function overlap(a: Scope, b: Scope): boolean {
  const meet = (one: unknown, other: unknown) => one === null || other === null || one === other;
  return a.browser === b.browser && meet(a.context, b.context) && meet(a.page, b.page);
}
