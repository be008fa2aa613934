/** Event on the panel's window by which the devtools page hands on what DevTools' search bar says. */
export const SEARCH_EVENT = 'transceiver-inspector-search';

/** Null: the search bar was closed. */
export interface SearchDetail {
  query: string | null;
}
