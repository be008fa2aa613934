import type { DocumentLink, FoundLines, Opened, SourcePlace, WantedLines } from '../transport';

let clicks = 0;
const NOT_LOADED = 'The part of the panel that reads source maps could not be loaded.';

/** Where lines of a script were written, without opening one. */
export const findLines = (wanted: WantedLines, documents: readonly DocumentLink[]): Promise<FoundLines> =>
  import('./devtools').then(
    (chunk) => chunk.findLines(wanted, documents),
    () => ({ origins: [], why: NOT_LOADED }),
  );

/**
 * Opens a line of code in Sources. panels.openResource() does not follow source maps, so that is done
 * here, in a chunk that is loaded with the first click; the published file is what opens otherwise.
 */
export async function openSource(place: SourcePlace, documents: readonly DocumentLink[]): Promise<Opened> {
  const mine = ++clicks;
  const opened = await import('./devtools').then(
    ({ openedAs }) => openedAs(place, documents),
    (): Opened => ({ mapped: null, why: NOT_LOADED }),
  );
  // Two clicks in a row: the last one is what the user wants to see.
  if (mine === clicks) show(opened.mapped ?? place);
  return opened;
}

/** openResource() counts lines and columns from 0, stacks from 1. */
function show({ url, line, column }: SourcePlace): void {
  chrome.devtools.panels.openResource(url, Math.max(0, line - 1), Math.max(0, column - 1), () => {});
}
