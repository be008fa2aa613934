import { firstGroup, indexOf, startsWith } from './lists';
import type { ConnectionRecord, SdpFacts } from './records';
import { localDescriptionOf, remoteDescriptionOf, sdpOf } from './webrtc';

const BUNDLE_TAG = /^a=group:BUNDLE (\S+)/m;

/**
 * m-lines, bytes and the BUNDLE tag of a connection's descriptions, read once per negotiation:
 * serialising them costs. SDP is ASCII, so its length is its size.
 */
export function readSdp(pc: RTCPeerConnection, record: ConnectionRecord): SdpFacts {
  if (record.sdp) return record.sdp;
  const local = sdpOf(localDescriptionOf(pc));
  const remote = sdpOf(remoteDescriptionOf(pc));
  const counted = local ?? remote ?? '';
  const facts: SdpFacts = {
    mLines: 0,
    rejected: 0,
    local: local?.length ?? null,
    remote: remote?.length ?? null,
    bundleTag: firstGroup(BUNDLE_TAG, counted),
    application: false,
  };
  for (let at = indexOf(counted, '\nm='); at >= 0; at = indexOf(counted, '\nm=', at + 1)) {
    facts.mLines++;
    // m=<media> <port> …: port 0 is a rejected or recycled-away m-line (RFC 9429, section 5.2.2).
    const rejected = startsWith(counted, ' 0 ', indexOf(counted, ' ', at));
    if (rejected) facts.rejected++;
    else if (startsWith(counted, 'application', at + 3)) facts.application = true;
  }
  record.sdp = facts;
  return facts;
}
