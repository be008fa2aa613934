import { measureSdp } from '../../../demo/publisher/media/sdp';
import type { SystemState } from './api';

/** What a publishing connection has, of one kind where not said otherwise. */
export function stateOf(
  pc: RTCPeerConnection | null,
  kind: 'audio' | 'video',
  publishes: number,
  published: boolean,
): SystemState {
  const all = pc?.getTransceivers() ?? [];
  const ofKind = all.filter(({ receiver }) => receiver.track.kind === kind);
  return {
    publishes,
    transceivers: ofKind.length,
    allTransceivers: all.length,
    receiving: ofKind.filter(({ direction }) => direction === 'recvonly').length,
    ...measureSdp(pc?.localDescription?.sdp),
    published,
    connectionState: pc?.connectionState ?? null,
  };
}
