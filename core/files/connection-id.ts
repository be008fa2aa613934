import { type RecordingSource, SOURCES } from './sources';

/**
 * A connection as its source names it: `8-1` in a dump, as chrome://webrtc-internals has it; else its number
 * in the document, `1`.
 */
export function connectionId(source: RecordingSource, document: string, connection: number): string {
  return SOURCES[source].namesDocuments ? `${document}-${connection}` : String(connection);
}
