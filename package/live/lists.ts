import { culpritOf } from '../../core/callsite/stack';
import type { DocumentModel } from '../../core/model/document';
import { plainText } from '../../core/text/foreign';
import { describeEntry } from '../../core/text/log-entry';
import type { TransceiverState } from '../../protocol/state';
import type { LogEntry, Place, Transceiver } from '../types/inspection';

/** The page's own line of a stack. */
function lineOf(document: DocumentModel, stack: number | null): Place | null {
  const { app, sdk } = culpritOf(document.stackOf(stack));
  const frame = app ?? sdk;
  return frame && { function: frame.fn, url: frame.url, line: frame.line, column: frame.column };
}

function sizeOf({ track, lastSize }: TransceiverState): Transceiver['trackSize'] {
  if (track?.width && track.height) return { width: track.width, height: track.height };
  return lastSize;
}

/** Connections' names as in a report: with the page's number where there are several. */
const idIn = (documents: readonly DocumentModel[], i: number, connection: number) =>
  documents.length > 1 ? `${i + 1}-${connection}` : String(connection);

/** Every transceiver that is known, by document and in order of their creation. */
export function transceiversIn(documents: readonly DocumentModel[]): Transceiver[] {
  return documents.flatMap((document, i) =>
    [...document.transceivers.values()].map((each): Transceiver => {
      const { id, mid, kind, direction, currentDirection, phase, released, reused, madeBy, madeAt, stats } = each;
      const layers = (stats?.layers ?? []).map(({ rid, width, height, fps, codec, encoder, framesEncoded }) => ({
        ...{ rid, width, height, fps, codec, encoder, framesEncoded },
      }));
      return {
        connection: idIn(documents, i, each.connection),
        ...{ id, mid, kind, direction, currentDirection, phase, released, reused, madeBy, madeAt, layers },
        trackSize: sizeOf(each),
        line: lineOf(document, each.madeStack),
      };
    }),
  );
}

/** The documents' logs in one, in the panel's words. */
export function logOf(documents: readonly DocumentModel[]): LogEntry[] {
  const entries = documents.flatMap((document) =>
    document.log.map((entry): LogEntry => {
      const { tag, text } = describeEntry(entry, (id) => `transceiver ${id}`);
      const { at, type, connection, transceiver } = entry;
      const line = 'stack' in entry ? lineOf(document, entry.stack) : null;
      return { page: document.info.url, at, type, connection, transceiver, text: plainText(`${tag}: ${text}`), line };
    }),
  );
  return entries.sort((a, b) => a.at - b.at);
}
