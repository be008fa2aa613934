import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Recording } from '../../core/files/format/recording';
import { toRecording } from '../../core/files/format/recording-model';
import type { DocumentModel } from '../../core/model/document';
import { startServer, type TestServer } from '../../tooling/pages/server';
import { type Recorder, recordOf, startRecorder } from '../harness/recorder';
import { type Facts, factsOf } from './facts';

/** Cameras, microphones and displays without hardware and without a question: what the pages need. */
export const CASE_ARGS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** The folder of our own pages. */
export const PAGES = join(import.meta.dirname, 'pages');

export interface Play {
  /** Path in the folder, without `.html`; a query may follow: `c04-old-track?camera`. */
  page: string;
  /** How often the fault is reproduced; default what the page's button does. */
  times?: number;
  /** So long nothing happens before the recording is saved, in ms; see recordingOf. */
  quietMs?: number;
}

export interface Played {
  page: string;
  /** What the page threw, or why it did not end; null where all went well. */
  error: string | null;
  facts: Facts;
  /** What a panel that was open from the start knew at the end; null where no document could be reached. */
  document: DocumentModel | null;
  /** The same as a file, as the panel saves it. */
  recording: Recording | null;
  ms: number;
}

/** Longer than any page takes on a busy machine. */
const MAX_MS = 45_000;
/** Until the last call of the page has reached the panel, with a sample of stats. */
export const SETTLE_MS = 700;
/** A click counts for five seconds, and a display is captured after a click only. */
const CLICK_MS = 2_000;

/** Serves every page and script of a folder. */
export function serveFolder(server: TestServer, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(html|js)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const type = entry.name.endsWith('.js') ? 'text/javascript' : 'text/html';
    server.route(`/${relative(folder, file).split(sep).join('/')}`, (_request, response) =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(readFileSync(file)),
    );
  }
}

/** The pages of a folder, as Play names them. */
export function pagesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.slice(0, -'.html'.length).split(sep).join('/'))
    .sort();
}

/** Runs in the page: what its button does, or so many times. Resolves with what it threw. */
async function reproduceInside(times: number | null): Promise<string | null> {
  const page = window as any;
  try {
    await (times === null ? document.querySelector('button')!.onclick!(null as any) : page.reproduce(times));
    return null;
  } catch (error) {
    return String((error as Error)?.stack ?? error);
  }
}

/** Does what the page's button does, or so many times. @returns what the page threw; null where all went well */
export async function reproduce(page: Page, times: number | undefined): Promise<string | null> {
  const clicks = setInterval(() => void page.evaluate((n) => n, 0).catch(() => {}), CLICK_MS);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => done(`Did not end within ${MAX_MS} ms`), MAX_MS);
  });
  try {
    return await Promise.race([page.evaluate(reproduceInside, times ?? null), late]);
  } finally {
    clearInterval(clicks);
    clearTimeout(timer);
  }
}

/**
 * A document as the file that the panel would save.
 * @param quietMs it is saved so much later than the document was last heard of, as if nothing had
 *   happened since: rules that wait (a connection nobody calls, a capture nobody sends) then apply
 *   without a test that waits
 */
export function recordingOf(document: DocumentModel, lastAt: number, quietMs = 0): Recording {
  const environment = { inspector: 'test', userAgent: null, platform: null, deviceMemoryGiB: null, cores: null };
  const savedAt = lastAt + quietMs;
  const recording = toRecording({ documents: [document], runs: [], readings: [], environment, savedAt });
  return structuredClone(recording);
}

/** Plays pages, each in one of a few tabs of one browser. */
export class Stage {
  private readonly free: Page[] = [];
  private readonly waiting: ((page: Page) => void)[] = [];
  private played = 0;

  private constructor(
    private readonly server: TestServer,
    private readonly recorder: Recorder,
  ) {}

  /**
   * @param context of a browser that was started with CASE_ARGS and the extension
   * @param folder of the pages; those that all need (`far.js`) are served beside them
   * @param tabs that play at a time
   */
  static async open(context: BrowserContext, folder = PAGES, tabs = 3): Promise<Stage> {
    const server = await startServer();
    serveFolder(server, PAGES);
    if (folder !== PAGES) serveFolder(server, folder);
    const stage = new Stage(server, await startRecorder(context, server.url('/')));
    for (let i = 0; i < tabs; i++) stage.free.push(await context.newPage());
    return stage;
  }

  /** Waits for a tab and plays one page in it. Never rejects for what the page does. */
  async play(play: Play): Promise<Played> {
    const tab = this.free.pop() ?? (await new Promise<Page>((done) => this.waiting.push(done)));
    try {
      return await this.playIn(tab, play);
    } finally {
      const next = this.waiting.shift();
      if (next) next(tab);
      else this.free.push(tab);
    }
  }

  private async playIn(tab: Page, { page, times, quietMs }: Play): Promise<Played> {
    const popups: Page[] = [];
    const notice = (popup: Page) => void popups.push(popup);
    tab.on('popup', notice);
    const start = performance.now();
    const [path, query] = page.split('?');
    // A number of its own tells one playing from the other.
    const url = this.server.url(`/${path}.html?${[query, `play=${++this.played}`].filter(Boolean).join('&')}`);
    try {
      await tab.goto(url);
      const error = await reproduce(tab, times);
      await tab.waitForTimeout(SETTLE_MS);
      const told = await this.recorder.told(url);
      const facts = await factsOf(tab);
      const document = recordOf(told);
      const recording = document && recordingOf(document, told.at(-1)!.at, quietMs);
      const ms = Math.round(performance.now() - start);
      return { page, error, facts, document, recording, ms };
    } finally {
      tab.off('popup', notice);
      await tab.goto('about:blank');
      for (const popup of popups) await popup.close();
    }
  }

  async close(): Promise<void> {
    for (const tab of this.free) await tab.close();
    await this.recorder.close();
    await this.server.close();
  }
}
