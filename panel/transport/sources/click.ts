import type { DocumentLink, Opened, SourcePlace } from '../transport';

let clicks = 0;

/**
 * Opens a line of code in Sources. panels.openResource() does not follow source maps, so that is done
 * here, in a chunk that is loaded with the first click; the published file is what opens otherwise.
 */
export async function openSource(place: SourcePlace, documents: readonly DocumentLink[]): Promise<Opened> {
  const mine = ++clicks;
  const opened = await import('./devtools').then(
    ({ devToolsSources, originOf }) => originOf(place, devToolsSources(documents)),
    (): Opened => ({ mapped: null, why: 'The part of the panel that reads source maps could not be loaded.' }),
  );
  // Two clicks in a row: the last one is what the user wants to see.
  if (mine === clicks) show(opened.mapped ?? place);
  return opened;
}

/** openResource() counts lines and columns from 0, stacks from 1. */
function show({ url, line, column }: SourcePlace): void {
  chrome.devtools.panels.openResource(url, Math.max(0, line - 1), Math.max(0, column - 1), () => {});
}
