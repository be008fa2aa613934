import type { types } from 'mediasoup-client';
import { Device } from 'mediasoup-client';
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';
import type { Adapter } from '../api';
import { openFrame, portOfParent } from '../shared/frame';
import { nextStable } from '../shared/signaling';

/** What the frame says of itself beforehand, as a mediasoup router would of its transport. */
interface Hello {
  iceParameters: types.IceParameters;
  dtlsParameters: types.DtlsParameters;
}
type Message = { sdp: string } | { candidate: RTCIceCandidateInit };

const EXTENSIONS = [
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
] as const;

/** Of a router that knows VP8. */
const ROUTER: types.RtpCapabilities = {
  codecs: [
    {
      kind: 'video',
      mimeType: 'video/VP8',
      clockRate: 90000,
      preferredPayloadType: 101,
      parameters: {},
      rtcpFeedback: [
        { type: 'nack', parameter: '' },
        { type: 'nack', parameter: 'pli' },
        { type: 'ccm', parameter: 'fir' },
        { type: 'transport-cc', parameter: '' },
      ],
    },
  ],
  headerExtensions: EXTENSIONS.map((uri, i) => ({
    kind: 'video',
    uri,
    preferredId: i + 1,
    preferredEncrypt: false,
    direction: 'sendrecv',
  })),
};

export const adapter: Adapter = {
  async publisher() {
    const port = await openFrame();
    const { iceParameters, dtlsParameters } = await new Promise<Hello>((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
    });
    let pc: RTCPeerConnection | null = null;
    const factory = Chrome111.createFactory();
    const handlerFactory: types.HandlerFactory = {
      ...factory,
      factory(options) {
        const handler = factory.factory(options);
        pc = (handler as unknown as { _pc: RTCPeerConnection })._pc;
        forward(pc, port);
        return handler;
      },
    };
    const device = new Device({ handlerFactory });
    await device.load({ routerRtpCapabilities: ROUTER });
    const transport = device.createSendTransport({ id: '1', iceParameters, iceCandidates: [], dtlsParameters });
    transport.on('connect', (_parameters, done) => done());
    let count = 0;
    transport.on('produce', (_parameters, done) => done({ id: String(++count) }));
    let producer: types.Producer | null = null;
    return {
      connection: () => pc,
      async publish(track) {
        const codecOptions = { videoGoogleStartBitrate: 2000 };
        producer = await transport.produce({ track, codecOptions, stopTracks: false });
        return producer.rtpSender!;
      },
      async unpublish() {
        const settled = producer && nextStable(pc!);
        producer?.close();
        producer = null;
        await settled;
      },
    };
  },

  async receiver(_options, tracks) {
    const port = await portOfParent();
    const certificate = await RTCPeerConnection.generateCertificate({
      name: 'ECDSA',
      namedCurve: 'P-256',
    } as EcKeyGenParams);
    const iceParameters = { usernameFragment: 'counterpart', password: 'counterpart-of-mediasoup-client' };
    const fingerprints = certificate.getFingerprints() as types.DtlsFingerprint[];
    port.postMessage({ iceParameters, dtlsParameters: { role: 'server', fingerprints } } satisfies Hello);

    const pc = new RTCPeerConnection({ certificates: [certificate] });
    pc.ontrack = ({ track }) => tracks.add(track);
    const take = async (message: Message) => {
      if ('candidate' in message) return pc.addIceCandidate(message.candidate);
      await pc.setRemoteDescription({ type: 'offer', sdp: message.sdp });
      const { sdp = '' } = await pc.createAnswer();
      // The other side knows these before it made its offer, and answers itself as from a DTLS server.
      const known = sdp
        .replace(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${iceParameters.usernameFragment}`)
        .replace(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${iceParameters.password}`)
        .replace(/^a=setup:.*$/gm, 'a=setup:passive');
      await pc.setLocalDescription({ type: 'answer', sdp: known });
    };
    let work: Promise<void> = Promise.resolve();
    port.onmessage = ({ data }) => {
      work = work.then(() => take(data)).catch(console.error);
    };
  },
};

/** Tells the frame of every offer that mediasoup-client has answered itself. */
function forward(pc: RTCPeerConnection, port: MessagePort): void {
  const send = (message: Message) => port.postMessage(message);
  pc.addEventListener('icecandidate', ({ candidate }) => candidate && send({ candidate: candidate.toJSON() }));
  pc.addEventListener('signalingstatechange', () => {
    if (pc.signalingState === 'stable') send({ sdp: pc.localDescription!.sdp });
  });
}
