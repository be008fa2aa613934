import type { ConnectionState } from '../../../protocol/state';
import { culpritOf } from '../stack';
import { type Note, type NoteEvidence, span } from './note';

/** A connection that nobody calls for so long, in ms, is looked at. */
const QUIET_MS = 60_000;

/**
 * Connections that are open and not in use. Whether the page still holds one can't be told: Chrome
 * keeps an open connection alive even where nothing refers to it any more.
 */
export function openUnused(evidence: NoteEvidence): Note[] {
  const notes: Note[] = [];
  for (const state of evidence.states.values()) {
    if (evidence.ended(state.id) || state.collectedAt !== null || state.dataChannels > 0) continue;
    if (evidence.connections && !evidence.connections.has(state.id)) continue;
    const broken = state.connectionState === 'failed' || state.connectionState === 'disconnected';
    if (!broken && inUse(evidence, state.id)) continue;
    const quiet = evidence.now - Math.max(state.madeAt, evidence.lastCallAt(state.id) ?? 0);
    if (quiet >= QUIET_MS) notes.push(note(evidence, state, quiet, broken));
  }
  return notes;
}

function inUse({ transceivers }: NoteEvidence, connection: number): boolean {
  for (const each of transceivers.values()) {
    if (each.connection !== connection || each.index === null) continue;
    const { phase, currentDirection } = each;
    if (phase === 'sending' || currentDirection === 'recvonly' || currentDirection === 'sendrecv') return true;
  }
  return false;
}

function note(evidence: NoteEvidence, state: ConnectionState, quiet: number, broken: boolean): Note {
  const said = state.connectionState ?? state.iceConnectionState ?? 'not known';
  const idle = broken ? '' : 'no transceiver sends or receives, ';
  return {
    code: 'open-unused',
    document: evidence.document,
    connection: state.id,
    sentence: `Connection #${state.id} is open and not in use: ${idle}no call for ${span(quiet)}, state ${said}.`,
    advice: 'Chrome keeps an open connection alive even where the page dropped it; close() ends it.',
    culprit: culpritOf(state.madeStack === null ? null : evidence.stackOf(state.madeStack)),
  };
}
