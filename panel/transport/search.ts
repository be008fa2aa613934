import { SEARCH_EVENT, type SearchDetail } from '../../protocol/search';

/** @param found what DevTools' search bar says; null when it was closed. @returns what stops listening */
export function listenToSearch(found: (query: string | null) => void): () => void {
  const listener = (event: Event) => {
    const { query } = (event as CustomEvent<SearchDetail>).detail;
    if (query === null || typeof query === 'string') found(query);
  };
  addEventListener(SEARCH_EVENT, listener);
  return () => removeEventListener(SEARCH_EVENT, listener);
}
