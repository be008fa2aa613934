import type { Adapter, Publisher } from '../api';
import { openFrame, portOfParent } from '../shared/frame';
import { nextStable } from '../shared/signaling';

/** Perfect negotiation as in webrtc-pc, section 10.7; both sides may start one at any time. */
function negotiate(pc: RTCPeerConnection, port: MessagePort, polite: boolean): void {
  let makingOffer = false;
  let ignoreOffer = false;
  const send = (message: object) => port.postMessage(JSON.parse(JSON.stringify(message)));
  pc.onicecandidate = ({ candidate }) => candidate && send({ candidate });
  pc.onnegotiationneeded = async () => {
    try {
      makingOffer = true;
      await pc.setLocalDescription();
      send({ description: pc.localDescription });
    } finally {
      makingOffer = false;
    }
  };
  const take = async ({
    description,
    candidate,
  }: {
    description?: RTCSessionDescription;
    candidate?: RTCIceCandidate;
  }) => {
    if (description) {
      const collision = description.type === 'offer' && (makingOffer || pc.signalingState !== 'stable');
      ignoreOffer = !polite && collision;
      if (ignoreOffer) return;
      await pc.setRemoteDescription(description);
      if (description.type !== 'offer') return;
      await pc.setLocalDescription();
      send({ description: pc.localDescription });
    } else if (candidate) {
      await pc.addIceCandidate(candidate).catch((error) => {
        if (!ignoreOffer) throw error;
      });
    }
  };
  port.onmessage = ({ data }) => void take(data).catch(console.error);
}

/** The frame's own picture, which makes every publish two-way: the page must go on receiving it. */
function ownPicture(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 320, height: 180 });
  const context = canvas.getContext('2d')!;
  let tick = 0;
  setInterval(() => {
    context.fillStyle = `hsl(${tick++ * 20} 60% 50%)`;
    context.fillRect(0, 0, 320, 180);
  }, 200);
  return canvas.captureStream(5).getVideoTracks()[0]!;
}

export const adapter: Adapter = {
  async publisher(): Promise<Publisher> {
    const port = await openFrame();
    const pc = new RTCPeerConnection();
    negotiate(pc, port, true);
    let sender: RTCRtpSender | null = null;
    return {
      connection: () => pc,
      async publish(track) {
        sender = pc.addTrack(track, new MediaStream([track]));
        await nextStable(pc);
        return sender;
      },
      async unpublish() {
        if (!sender) return;
        pc.removeTrack(sender);
        sender = null;
        await nextStable(pc);
      },
    };
  },

  async receiver(_options, tracks) {
    const port = await portOfParent();
    const pc = new RTCPeerConnection();
    pc.ontrack = ({ track }) => tracks.add(track);
    negotiate(pc, port, false);
    const own = ownPicture();
    pc.addTrack(own, new MediaStream([own]));
  },
};
