import { part } from './archive';

export interface PageOptions {
  binding: string;
  patch: string;
  /** For a document that is there already. */
  late?: boolean;
}

/** The script that each document begins with. */
export function pageScript({ binding, patch, late = false }: PageOptions): string {
  return `(${part('page')})(${[binding, patch, late].map((each) => JSON.stringify(each)).join(', ')});`;
}

/** The self-contained viewer, as HTML. */
export function viewerHtml(): string {
  return part('before') + part('core') + part('panel') + part('after');
}
