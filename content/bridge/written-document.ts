let observer: MutationObserver | null = null;

/**
 * document.open(), and document.write() after the load, empty the document and erase every listener of it
 * and of window, ours too. Calls back whenever that happened, before the next task of the page.
 * An observer slows every change of the tree a little, so only while a panel looks.
 */
export function keepListening(listen: () => void): void {
  observer ??= new MutationObserver(listen);
  observer.observe(document, { childList: true });
}

/** The last panel left. */
export function stopKeeping(): void {
  observer?.disconnect();
}
