// @ts-expect-error It ships no types.
import { WebRTCStats } from '@peermetrics/webrtc-stats';

/** An app adds each of its connections by hand: here, every one that the page makes. */
const stats = new WebRTCStats({ getStatsInterval: 1_000 });
let samples = 0;
stats.on('stats', () => {
  samples++;
});
let made = 0;
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    const id = `${++made}`;
    void stats.addConnection({ pc: this, peerId: id, connectionId: id });
  }
};
Object.assign(window, { inspected: () => samples });
