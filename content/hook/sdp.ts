import { firstGroup, indexOf, matches, slice, startsWith } from './base/lists';
import { SafeWeakMap } from './base/natives';
import type { ConnectionRecord, SdpFacts } from './records';
import { localDescriptionOf, remoteDescriptionOf, sdpOf } from './webrtc';

const BUNDLE_TAG = /^a=group:BUNDLE (\S+)/m;
/**
 * m=<media> <port> …: port 0 is a rejected or recycled-away m-line (RFC 9429, section 5.2.2), unless it is
 * offered to be bundled only (RFC 9143, section 6), as Firefox offers all but the first of a new kind.
 */
const REJECTED = /^\nm=\S+ 0 (?!.*\na=bundle-only)/s;

/** What a pair of descriptions says, by the local one, or by the only one. */
const read = new SafeWeakMap<object, { remote: object | null; facts: SdpFacts }>();

/**
 * m-lines, bytes and the BUNDLE tag of a connection's descriptions. Each is read once, since that costs; a
 * connection has another object as soon as one says something else, also where no event tells (an offer that
 * replaces an offer, one more candidate). SDP is ASCII, so its length is its size.
 */
export function readSdp(pc: RTCPeerConnection, record: ConnectionRecord): SdpFacts {
  const ours = localDescriptionOf(pc);
  const theirs = remoteDescriptionOf(pc);
  const key = ours ?? theirs;
  const before = key && read.get(key);
  if (before?.remote === theirs) {
    record.sdp = before.facts;
    return before.facts;
  }
  const local = sdpOf(ours);
  const remote = sdpOf(theirs);
  const counted = local ?? remote ?? '';
  const facts: SdpFacts = {
    mLines: 0,
    rejected: 0,
    local: local?.length ?? null,
    remote: remote?.length ?? null,
    bundleTag: firstGroup(BUNDLE_TAG, counted),
    application: false,
  };
  for (let at = indexOf(counted, '\nm='), next: number; at >= 0; at = next) {
    next = indexOf(counted, '\nm=', at + 1);
    // The last section loses its last character, the end of a line.
    const section = slice(counted, at, next);
    facts.mLines++;
    if (matches(REJECTED, section)) facts.rejected++;
    else if (startsWith(section, '\nm=application')) facts.application = true;
  }
  if (key) read.set(key, { remote: theirs, facts });
  record.sdp = facts;
  return facts;
}
