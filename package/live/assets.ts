import { part } from './archive';

export interface PageOptions {
  binding: string;
  patch: string;
  /** The driver looks the binding up on window with each call. */
  keep?: boolean;
  /** For a document that is there already. */
  late?: boolean;
}

/** The script that each document begins with. */
export function pageScript({ binding, patch, keep = false, late = false }: PageOptions): string {
  return `(${part('page')})(${[binding, patch, keep, late].map((each) => JSON.stringify(each)).join(', ')});`;
}

/** The self-contained viewer, as HTML. */
export function viewerHtml(): string {
  return part('before') + part('core') + part('panel') + part('after');
}
