import { SEARCH_EVENT, type SearchDetail } from '../protocol/search';

/** The DevTools page: names the panel, and hands on what is typed into DevTools' search bar (Ctrl+F). Firefox reads a path without a slash as relative to this page. */
chrome.devtools.panels.create('Transceivers', '/extension/icons/32.png', '/panel/index.html', (panel) => {
  let shown: Window | null = null;
  panel.onShown.addListener((window) => {
    shown = window as unknown as Window;
  });
  // Firefox's DevTools have no such bar.
  panel.onSearch?.addListener((action, query) => {
    // Its other actions ask for the next and the previous hit: a filter shows all of them.
    if (action !== 'performSearch' && action !== 'cancelSearch') return;
    const detail: SearchDetail = { query: action === 'performSearch' ? (query ?? '') : null };
    shown?.dispatchEvent(new CustomEvent(SEARCH_EVENT, { detail }));
  });
});
