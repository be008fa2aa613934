import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** Beside the built modules: all of them are in one folder. */
const here = import.meta.url;
const read = (file: string) => readFile(new URL(file, here), 'utf8');

/** Name of the page's script in the package. */
export const PAGE_FILE = 'page.js';

let page: Promise<string> | null = null;

export interface PageOptions {
  binding: string;
  patch: string;
  /** The driver looks the binding up on window with each call. */
  keep?: boolean;
  /** For a document that is there already. */
  late?: boolean;
}

/** The script that each document begins with. */
export async function pageScript({ binding, patch, keep = false, late = false }: PageOptions): Promise<string> {
  page ??= read(PAGE_FILE);
  return `(${(await page).trim()})(${[binding, patch, keep, late].map((each) => JSON.stringify(each)).join(', ')});`;
}

/** The self-contained viewer in the package, compressed: it is most of it. */
export const VIEWER_PACKED = 'viewer.html.br';

/** The self-contained viewer, as HTML. */
export async function viewerHtml(): Promise<string> {
  return (await promisify(brotliDecompress)(await readFile(new URL(VIEWER_PACKED, here)))).toString('utf8');
}
