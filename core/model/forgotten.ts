import { SOURCES } from '../files/sources';
import type { DocumentView } from './view';

/** Number of connections that are no longer listed: collected, or dropped by a bound of the hook or of the model. */
export function forgottenIn({ source, connections }: Pick<DocumentView, 'source' | 'connections'>): number {
  if (!SOURCES[source].countsConnections) return 0;
  return Math.max(0, ...connections.keys()) - connections.size;
}
