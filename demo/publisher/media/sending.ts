import { DOWNSCALE_FACTOR } from '../../../protocol/patches';
import type { Settings } from '../settings';

/** Layers by the names that SFU clients use: q(uarter), h(alf), f(ull). */
export const RIDS = ['q', 'h', 'f'];

/** One sent track, as an app would keep it until it unpublishes. */
export interface Publication {
  transceiver: RTCRtpTransceiver;
  track: MediaStreamTrack;
}

/** Starts sending `track` by the method of the settings. The caller negotiates. */
export async function startSending(pc: RTCPeerConnection, track: MediaStreamTrack, settings: Settings) {
  const stream = new MediaStream([track]);
  const video = track.kind === 'video';
  const encodings = video ? encodingsFor(settings, settings.publish !== 'addTrack') : [];
  let transceiver = settings.publish === 'reuse' ? findIdle(pc, track.kind) : undefined;
  if (transceiver) {
    transceiver.direction = 'sendonly';
    transceiver.sender.setStreams(stream);
    await transceiver.sender.replaceTrack(track);
  } else if (settings.publish === 'addTrack') {
    const sender = pc.addTrack(track, stream);
    transceiver = pc.getTransceivers().find((transceiver) => transceiver.sender === sender);
    if (!transceiver) throw new Error('addTrack made no transceiver.');
  } else {
    transceiver = pc.addTransceiver(track, { direction: 'sendonly', streams: [stream], sendEncodings: encodings });
  }
  if (video) {
    preferCodec(transceiver, settings.codec);
    await configure(transceiver.sender, encodings);
  }
  return transceiver;
}

/** Stops sending by the method of the settings. The caller negotiates, then stops the track. */
export async function stopSending(
  pc: RTCPeerConnection,
  transceiver: RTCRtpTransceiver,
  method: Settings['unpublish'],
): Promise<void> {
  switch (method) {
    case 'inactive+removeTrack':
    case 'inactive+removeTrack+stop':
    case 'inactive+removeTrack+downscale':
      transceiver.direction = 'inactive';
      pc.removeTrack(transceiver.sender);
      if (method.endsWith('stop')) transceiver.stop();
      if (method.endsWith('downscale')) await shrink(transceiver.sender);
      break;
    case 'removeTrack':
      pc.removeTrack(transceiver.sender);
      break;
    case 'replaceTrack(null)':
      await transceiver.sender.replaceTrack(null);
      break;
    case 'inactive':
      transceiver.direction = 'inactive';
      break;
    case 'stop()':
      transceiver.stop();
      break;
  }
}

/** Downscales the encoder of an idle sender. It reallocates immediately, without a negotiation. */
async function shrink(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.scaleResolutionDownBy = DOWNSCALE_FACTOR;
  await sender.setParameters(parameters);
}

/** An idle transceiver that an app may reuse. */
function findIdle(pc: RTCPeerConnection, kind: string): RTCRtpTransceiver | undefined {
  return pc
    .getTransceivers()
    .find(
      ({ currentDirection, receiver, sender }) =>
        receiver.track.kind === kind &&
        currentDirection !== 'stopped' &&
        (sender.track === null || sender.track.readyState === 'ended'),
    );
}

/** Bits per second for good quality at this size and a low frame rate. */
const bitrateFor = (width: number, height: number) => Math.max(150_000, Math.round(width * height * 1.9));

/** Start bitrate of the encoders in kbit/s: enough for all layers, with some reserve. */
export function startBitrate({ width, height }: Settings): number {
  return Math.min(40_000, Math.round((bitrateFor(width, height) * 2) / 1000));
}

function encodingsFor(settings: Settings, withRids: boolean): RTCRtpEncodingParameters[] {
  const { width, height, mode } = settings;
  const rids = settings.simulcast && withRids ? RIDS : [''];
  return rids.map((rid, i) => {
    const scaleResolutionDownBy = 2 ** (rids.length - 1 - i);
    return {
      ...(rid && { rid }),
      scaleResolutionDownBy,
      maxBitrate: bitrateFor(width / scaleResolutionDownBy, height / scaleResolutionDownBy),
      ...(mode && { scalabilityMode: mode }),
    };
  });
}

/** @throws Error if the browser does not support the codec */
function preferCodec(transceiver: RTCRtpTransceiver, codec: string): void {
  const all = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const wanted = all.filter(({ mimeType }) => mimeType.toUpperCase() === `VIDEO/${codec}`);
  if (!wanted.length) throw new Error(`This browser offers no ${codec}.`);
  transceiver.setCodecPreferences([...wanted, ...all.filter((codec) => !wanted.includes(codec))]);
}

/** Keeps full resolution at any bitrate, because the demo is about the encoded size. */
async function configure(sender: RTCRtpSender, encodings: RTCRtpEncodingParameters[]): Promise<void> {
  const parameters = sender.getParameters();
  parameters.degradationPreference = 'maintain-resolution';
  parameters.encodings.forEach((encoding, i) => {
    const { rid: _, ...wanted } = encodings[i] ?? {};
    Object.assign(encoding, wanted, { active: true });
  });
  await sender.setParameters(parameters);
}
