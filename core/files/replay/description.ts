import type { Direction, Kind } from '../../../protocol/state';
import { numberOf } from '../read/json';

export interface Section {
  mid: string | null;
  kind: Kind | null;
  /** Port 0, and not to be bundled only (RFC 9143, section 6): rejected, or of a stopped transceiver. */
  rejected: boolean;
  direction: Exclude<Direction, 'stopped'>;
  /** Of its first stream; null where the section names none, as with simulcast. */
  ssrc: number | null;
}

export interface Description {
  type: 'offer' | 'answer' | 'pranswer' | 'rollback';
  /** SDP is ASCII, so its length is its size in bytes. */
  bytes: number;
  sections: Section[];
}

/** Limit of sections. Chrome already refuses descriptions with fewer. */
const MAX_SECTIONS = 20_000;
const TYPES: readonly unknown[] = ['offer', 'answer', 'pranswer', 'rollback'];

/** m-lines and size of a description; null if it is not a description. */
export function descriptionOf(type: unknown, sdp: unknown): Description | null {
  if (!TYPES.includes(type) || typeof sdp !== 'string') return null;
  const sections = sdp.split(/^m=/m, MAX_SECTIONS).slice(1).map(sectionOf);
  // Some versions leave out the carriage return that ends an SDP line (RFC 8866, section 5).
  const bare = sdp.includes('\r') ? 0 : (sdp.match(/\n/g)?.length ?? 0);
  return { type: type as Description['type'], bytes: sdp.length + bare, sections };
}

/** The direction as the other side sees it. */
export function reversed(direction: Section['direction']): Section['direction'] {
  return direction === 'sendonly' ? 'recvonly' : direction === 'recvonly' ? 'sendonly' : direction;
}

function sectionOf(text: string): Section {
  const [kind, port] = text.slice(0, 100).split(' ');
  return {
    mid: /^a=mid:([^\r\n]{1,200})/m.exec(text)?.[1] ?? null,
    kind: kind === 'audio' || kind === 'video' ? kind : null,
    rejected: port === '0' && !/^a=bundle-only\r?$/m.test(text),
    ssrc: numberOf(/^a=ssrc:(\d{1,10}) /m.exec(text)?.[1]),
    direction: (/^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(text)?.[1] ?? 'sendrecv') as Section['direction'],
  };
}
