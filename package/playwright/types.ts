/**
 * Playwright's objects, as far as they are needed: playwright, playwright-core and @playwright/test of
 * many versions fit, and none is imported.
 */
export interface Disposable {
  dispose(): Promise<void>;
}

export interface PlaywrightFrame {
  url(): string;
  evaluate(script: string): Promise<unknown>;
}

export interface PlaywrightPage extends Target {
  frames(): PlaywrightFrame[];
  context(): PlaywrightContext;
  isClosed(): boolean;
}

export interface PlaywrightContext extends Target {
  pages(): PlaywrightPage[];
  newCDPSession(page: PlaywrightPage): Promise<CdpSession>;
}

export interface CdpSession {
  send(method: string, params?: object): Promise<any>;
  on(event: string, handle: (params: any) => void): unknown;
  off(event: string, handle: (params: any) => void): unknown;
  detach(): Promise<void>;
}

interface Target {
  exposeBinding(
    name: string,
    handle: (source: { frame: unknown }, message: unknown) => unknown,
  ): Promise<Disposable | undefined>;
  addInitScript(script: { content: string }): Promise<Disposable | undefined>;
  on(event: string, handle: (what: never) => void): unknown;
  off(event: string, handle: (what: never) => void): unknown;
  request: {
    get(url: string, options?: object): Promise<{ ok(): boolean; text(): Promise<string>; dispose(): Promise<void> }>;
  };
}
