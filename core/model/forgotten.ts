import { SOURCES } from '../files/sources';
import type { DocumentView } from './view';

/** Connections that are no longer listed: collected, and too many for us or for the hook. */
export function forgottenIn({ source, connections }: Pick<DocumentView, 'source' | 'connections'>): number {
  if (!SOURCES[source].countsConnections) return 0;
  return Math.max(0, ...connections.keys()) - connections.size;
}
