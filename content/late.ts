/**
 * Whether this script runs in a page that was there before it. Firefox puts content scripts into open pages
 * when the extension is installed, enabled or reloaded; Chrome does not. Before the page's first script a
 * document is `loading`, but for about:blank, with a fragment or without, which is never.
 */
export const isLate = () => document.readyState !== 'loading' && !document.URL.startsWith('about:blank');
