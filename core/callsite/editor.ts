import type { Frame } from './stack';

/** Links that open a line in an editor; `{path}` is absolute. */
export const EDITORS = {
  vscode: { name: 'VS Code', template: 'vscode://file/{path}:{line}:{column}' },
  cursor: { name: 'Cursor', template: 'cursor://file/{path}:{line}:{column}' },
  webstorm: { name: 'WebStorm', template: 'webstorm://open?file={path}&line={line}&column={column}' },
} as const;

export type EditorChoice = 'off' | keyof typeof EDITORS | 'custom';
export const EDITOR_CHOICES: readonly EditorChoice[] = ['off', 'vscode', 'cursor', 'webstorm', 'custom'];

export interface EditorSettings {
  editor: EditorChoice;
  /** Of the user's own editor, for `custom`. */
  template: string;
  /** Folder on the user's disk that the page's sources are in; without it there is no link. */
  root: string;
}

/** Schemes that a browser opens itself: a link would run code, read a file or ask a server. */
const BROWSERS_OWN =
  /^(?:javascript|vbscript|data|blob|file|filesystem|https?|wss?|ftp|about|chrome|devtools|view-source|edge|opera|brave|resource|[\w-]*extension|mailto|tel):/i;
const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/** What is wrong with a template, in one sentence; null where nothing is. */
export function templateFault(template: string): string | null {
  if (!SCHEME.test(template)) return 'Start the link with the scheme of your editor, such as vscode://.';
  if (BROWSERS_OWN.test(template))
    return 'The browser opens links of this scheme itself. Use the scheme of your editor.';
  if (!template.includes('{path}')) return 'The link needs {path}, where the path of the file goes.';
  if (!isUrl(filled(template, '/a', 1, 1))) return 'This is not a link.';
  return null;
}

/** The same of the root. */
export function rootFault(root: string): string | null {
  if (root.trim() === '') return 'Enter the folder of the page’s sources: lines have no link without it.';
  return isAbsolute(slashed(root)) ? null : 'Enter the whole path of the folder, from / or a drive on.';
}

/** The link that opens a frame's line in the user's editor; null where there is none. */
export function editorLink(frame: Pick<Frame, 'url' | 'line' | 'column'>, settings: EditorSettings): string | null {
  const { editor, root } = settings;
  if (editor === 'off' || rootFault(root) !== null) return null;
  const template = Object.hasOwn(EDITORS, editor)
    ? EDITORS[editor as keyof typeof EDITORS].template
    : settings.template;
  if (templateFault(template) !== null) return null;
  const path = localPath(frame.url, slashed(root));
  return path && filled(template, path, frame.line ?? 1, frame.column ?? 1);
}

/** The file below the root that a source's address stands for; null where it leads out of it. */
function localPath(url: string, root: string): string | null {
  const path = pathOf(url);
  if (path === null) return null;
  const base = root.replace(/\/+$/, '');
  // Vite writes /@fs/ before what lies elsewhere on the disk.
  const whole = path.replace(/^\/@fs(?=\/)/, '').replace(/^\/(?=[a-z]:\/)/i, '');
  const file = whole.startsWith(`${base}/`)
    ? whole
    : /^file:/i.test(url)
      ? null
      : `${base}/${path.replace(/^\/+/, '')}`;
  if (file === null || file.split('/').some((part) => part === '..' || part === '.')) return null;
  return file.endsWith('/') ? null : file;
}

/** `/src/share.ts` of `webpack://app/./src/share.ts?1a2b`. */
function pathOf(url: string): string | null {
  if (BROWSERS_OWN.test(url) && !/^(?:https?|file):/i.test(url)) return null;
  const { path } = /^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?(?<path>\/.*)$/i.exec(url.replace(/[?#].*$/, ''))?.groups ?? {};
  try {
    const plain = decodeURIComponent(path ?? '').replaceAll('/./', '/');
    return plain === '' || HIDDEN.test(plain) || plain.includes('\\') ? null : plain;
  } catch {
    return null;
  }
}

/** What no file's name has that a user would open. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;

function filled(template: string, path: string, line: number, column: number): string {
  // file//home would be another path than file/home.
  const whole = template.includes('/{path}') ? path.replace(/^\//, '') : path;
  const parts = whole.split('/').map((part) => encodeURIComponent(part).replace(/^([a-z])%3A$/i, '$1:'));
  const values: Record<string, string> = { path: parts.join('/'), line: String(line), column: String(column) };
  return template.replace(/\{(path|line|column)\}/g, (_, key: string) => values[key]!);
}

const slashed = (root: string) => root.trim().replaceAll('\\', '/');
const isAbsolute = (root: string) => /^(?:\/|[a-z]:\/)/i.test(root);

function isUrl(text: string): boolean {
  try {
    return new URL(text).protocol !== '';
  } catch {
    return false;
  }
}
