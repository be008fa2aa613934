import * as namespace from 'sdp';
import type { Direction, Kind } from '../../../protocol/state';
import { reverseOf } from './directions';

export type SdpType = 'offer' | 'answer' | 'pranswer' | 'rollback';
export type SdpDirection = Exclude<Direction, 'stopped'>;

/** A description as a file holds it. */
export interface Sdp {
  type: SdpType;
  sdp: string;
}

/** An m-line and what belongs to it. */
export interface MediaSection {
  mid: string | null;
  /** Null for data channels. */
  kind: Kind | null;
  direction: SdpDirection;
  rejected: boolean;
  /** Id of the sender's track. */
  track: string | null;
  /** Ids of all tracks in it: several in Plan B only. */
  tracks: ReadonlySet<string>;
}

const TYPES: readonly unknown[] = ['offer', 'answer', 'pranswer', 'rollback'];
/** Limit of sections. Browsers refuse descriptions with fewer. */
const MAX_SECTIONS = 5_000;

/** The package is CommonJS: some loaders give it as a default, which its types don't have. */
const SDPUtils = (namespace as { default?: typeof namespace }).default ?? namespace;

/** A description from JSON; null if it is none. */
export function sdpOf(value: unknown): Sdp | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, sdp } = value as Record<string, unknown>;
  if (!TYPES.includes(type)) return null;
  return { type: type as SdpType, sdp: typeof sdp === 'string' ? sdp : '' };
}

/** The m-lines of a description. @param remote seen from the other side, with its directions reversed */
export function sectionsOf({ sdp }: Sdp, remote = false): MediaSection[] {
  const [session = '', ...sections] = SDPUtils.splitSections(sdp);
  return sections.slice(0, MAX_SECTIONS).map((section) => {
    const direction = SDPUtils.getDirection(section, session);
    const [word, port] = section.slice(2, 100).split(' ');
    const tracks = new Set(tracksOf(section));
    return {
      mid: /^a=mid:([^\r\n]{1,200})/m.exec(section)?.[1] ?? null,
      kind: word === 'audio' || word === 'video' ? word : null,
      direction: remote ? reverseOf(direction) : direction,
      rejected: port === '0',
      track: tracks.values().next().value ?? null,
      tracks,
    };
  });
}

/** Of `a=msid:<stream> <track>` (RFC 8830), and of the SSRCs in Plan B. */
function* tracksOf(section: string): Generator<string> {
  for (const line of SDPUtils.matchPrefix(section, 'a=msid:')) {
    const track = line.slice('a=msid:'.length).split(' ')[1];
    if (track) yield track.slice(0, 200);
  }
  for (const line of SDPUtils.matchPrefix(section, 'a=ssrc:')) {
    const { attribute, value } = SDPUtils.parseSsrcMedia(line);
    const track = attribute === 'msid' ? value?.split(' ')[1] : undefined;
    if (track) yield track.slice(0, 200);
  }
}
