/** How often to look whether the extension is still there, in ms; only while a panel is connected. */
const EVERY_MS = 2000;
let timer: ReturnType<typeof setInterval> | undefined;

/** The extension was reloaded, updated or removed under this page: chrome.runtime is cut off. */
export const orphaned = () => !chrome.runtime?.id;

/** Calls back once when the extension goes away: the port's onDisconnect does not always say so. */
export function watchForOrphaning(gone: () => void): void {
  timer ??= setInterval(() => {
    if (!orphaned()) return;
    stopWatching();
    gone();
  }, EVERY_MS);
}

/** The last panel left: no timer runs in a page that nobody looks at. */
export function stopWatching(): void {
  clearInterval(timer);
  timer = undefined;
}
