/**
 * Publishing on idle transceivers, for livekit-client 2.23.0: what docs/upstream/livekit-client.md
 * proposes, as far as it can be done from outside of the package. It stands in for two methods of
 * `room.engine`; in the library these would be changes to RTCEngine and LocalParticipant.
 */
import type { LocalTrack, Room } from 'livekit-client';

/** The part of RTCEngine that is used here; its methods are marked internal. */
interface Engine {
  createSender(track: LocalTrack, options: object, encodings?: RTCRtpEncodingParameters[]): Promise<RTCRtpSender>;
  removeTrack(sender: RTCRtpSender): boolean;
  pcManager?: { publisher: { getTransceivers(): RTCRtpTransceiver[] } };
  /** End-to-end encryption, or frame metadata: a sender takes an encoded transform only once. */
  signalOpts?: { e2eeEnabled?: boolean };
  options: { frameMetadata?: object; packetTrailer?: object };
}

/** Call it once, after `room.connect()`. Reconnects keep the engine, and with it this. */
export function reuseTransceivers(room: Room): void {
  const engine = (room as unknown as { engine: Engine }).engine;
  const { createSender, removeTrack } = engine;
  /** Made here to publish: never one of the receive slots, which also turn inactive. */
  const published = new WeakSet<RTCRtpSender>();
  const released = new WeakSet<RTCRtpSender>();
  /** A new publish of a kind waits to be negotiated: the server matches by kind alone, see below. */
  const pending = new Map<string, RTCRtpTransceiver>();

  engine.removeTrack = function (sender) {
    if (published.has(sender)) released.add(sender);
    for (const [kind, transceiver] of pending) if (transceiver.sender === sender) pending.delete(kind);
    return removeTrack.call(this, sender);
  };

  engine.createSender = async function (track, options, encodings) {
    const idle = canReuse(this) ? find(this, track.kind, encodings) : undefined;
    if (!idle) {
      const sender = await createSender.call(this, track, options, encodings);
      published.add(sender);
      return sender;
    }
    released.delete(idle.sender);
    pending.set(track.kind, idle);
    // As createTransceiverRTCRtpSender() does.
    Object.assign(track, track.kind === 'video' && { codec: (options as { videoCodec?: string }).videoCodec });
    // Direction first: a second publish in the same turn must not find the same one.
    idle.direction = 'sendonly';
    if (track.mediaStream) idle.sender.setStreams(track.mediaStream);
    await Promise.all([reset(idle.sender, encodings), idle.sender.replaceTrack(track.mediaStreamTrack)]);
    return idle.sender;
  };

  function find({ pcManager }: Engine, kind: string, encodings?: RTCRtpEncodingParameters[]) {
    const present = pcManager?.publisher.getTransceivers() ?? [];
    // With the msid of an earlier track the server takes any pending track of the kind: one at a time.
    const before = pending.get(kind);
    if (before && present.includes(before) && before.currentDirection !== 'sendonly') return undefined;
    return present.find(
      ({ sender, receiver, direction, currentDirection }) =>
        released.has(sender) &&
        receiver.track.kind === kind &&
        !sender.track &&
        // A slot that also receives is left recvonly, and must go on receiving: not taken.
        direction === 'inactive' &&
        currentDirection === 'inactive' &&
        sameLayers(sender, encodings),
    );
  }
}

const canReuse = ({ signalOpts, options }: Engine) =>
  !signalOpts?.e2eeEnabled && !options.frameMetadata && !options.packetTrailer;

type Encoding = RTCRtpEncodingParameters & { scalabilityMode?: string };

/**
 * Number and rids of encodings never change (webrtc-pc, setParameters). Several are refused: the
 * server learns layers from header extensions that the browser sends only until they are acknowledged.
 */
function sameLayers(sender: RTCRtpSender, wanted: Encoding[] = [{}]): boolean {
  const present: Encoding[] = sender.getParameters().encodings;
  if (present.length !== 1 || wanted.length !== 1) return false;
  const mode = wanted[0]?.scalabilityMode;
  return !mode || mode === (present[0]?.scalabilityMode ?? mode);
}

/** What the last publish set, and dynacast switched off, must not stay. */
async function reset(sender: RTCRtpSender, wanted: RTCRtpEncodingParameters[] = [{}]): Promise<void> {
  const parameters = sender.getParameters();
  parameters.encodings = parameters.encodings.map(({ rid }, i) => ({
    active: true,
    ...wanted[i],
    ...(rid !== undefined && { rid }),
  }));
  await sender.setParameters(parameters);
}
