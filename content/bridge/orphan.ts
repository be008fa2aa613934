/** The extension was reloaded, updated or removed under this page: chrome.runtime is cut off. */
export const orphaned = () => !chrome.runtime?.id;
