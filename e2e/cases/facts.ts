import type { CDPSession, Page } from '@playwright/test';

/** What a page holds, in the browser's own terms: counted over its living objects, without our hook. */
export interface Facts {
  /** Connections that are not closed, and of those: connected; failed or disconnected; waiting for an answer. */
  connections: number;
  connected: number;
  broken: number;
  unanswered: number;
  /** Transceivers of open connections that are not stopped, and of those: */
  transceivers: number;
  /** negotiated to send, with a track that is live and not muted; */
  sending: number;
  /** negotiated to send, with a track that has ended or is muted; */
  sendingDead: number;
  /** negotiated to receive; */
  receiving: number;
  /** neither of these. */
  resting: number;
  /** Data channels that are open. */
  channels: number;
  /** Live tracks of cameras, microphones and displays; on no sender; of all, those with enabled = false. */
  captures: number;
  capturesUnsent: number;
  capturesOff: number;
  /** Live tracks that the page makes itself (canvas, generator, player, audio graph); on no sender. */
  generated: number;
  generatedUnsent: number;
  /** Of the longest local description of an open connection, pending or current. */
  mLines: number;
  sdpBytes: number;
}

/** Runs in the page, so it must be self-contained. */
function count(pcs: RTCPeerConnection[], allChannels: RTCDataChannel[], allTracks: MediaStreamTrack[]): Facts {
  /** A prototype object is listed among its instances, and throws. */
  const real = <T>(list: T[], probe: (one: T) => unknown) =>
    list.filter((one) => {
      try {
        probe(one);
        return true;
      } catch {
        return false;
      }
    });
  const all = real(pcs, (pc) => pc.signalingState);
  const open = all.filter((pc) => pc.signalingState !== 'closed');
  const transceivers = open.flatMap((pc) => pc.getTransceivers()).filter((each) => each.direction !== 'stopped');
  const sends = ({ currentDirection, sender }: RTCRtpTransceiver) =>
    sender.track !== null && /^send/.test(currentDirection ?? '');
  const receives = ({ currentDirection }: RTCRtpTransceiver) => /recv/.test(currentDirection ?? '');
  const dead = (track: MediaStreamTrack) => track.readyState === 'ended' || track.muted;
  const received = new Set(all.flatMap((pc) => pc.getReceivers()).map(({ track }) => track));
  const sent = new Set(transceivers.map(({ sender }) => sender.track));
  const own = real(allTracks, (track) => track.readyState).filter(
    (track) => track.readyState === 'live' && !received.has(track),
  );
  const isCapture = (track: MediaStreamTrack) => {
    const { groupId, displaySurface } = track.getSettings();
    return Boolean(groupId || displaySurface);
  };
  const captures = own.filter(isCapture);
  const generated = own.filter((track) => !isCapture(track));
  const unsent = (track: MediaStreamTrack) => !sent.has(track);
  const texts = open.map((pc) => pc.localDescription?.sdp ?? '').sort((a, b) => b.length - a.length);
  const number = <T>(list: T[], holds: (one: T) => boolean) => list.filter(holds).length;
  return {
    connections: open.length,
    connected: number(open, (pc) => pc.connectionState === 'connected'),
    broken: number(open, (pc) => pc.connectionState === 'failed' || pc.connectionState === 'disconnected'),
    unanswered: number(open, (pc) => pc.signalingState === 'have-local-offer'),
    transceivers: transceivers.length,
    sending: number(transceivers, (each) => sends(each) && !dead(each.sender.track!)),
    sendingDead: number(transceivers, (each) => sends(each) && dead(each.sender.track!)),
    receiving: number(transceivers, receives),
    resting: number(transceivers, (each) => !sends(each) && !receives(each)),
    channels: number(
      real(allChannels, (channel) => channel.readyState),
      (channel) => channel.readyState === 'open',
    ),
    captures: captures.length,
    capturesUnsent: number(captures, unsent),
    capturesOff: number(captures, (track) => !track.enabled),
    generated: generated.length,
    generatedUnsent: number(generated, unsent),
    mLines: (texts[0] ?? '').split('\nm=').length - 1,
    sdpBytes: texts[0]?.length ?? 0,
  };
}

async function mainWorld(session: CDPSession): Promise<number> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const ids: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.auxData?.isDefault && context.auxData.frameId === frameTree.frame.id) ids.push(context.id);
  });
  await session.send('Runtime.enable');
  return ids[0]!;
}

/** Counts what the page's main frame holds now. Collects garbage first. */
export async function factsOf(page: Page): Promise<Facts> {
  const session = await page.context().newCDPSession(page);
  try {
    const contextId = await mainWorld(session);
    const instances = async (name: string) => {
      const { result } = await session.send('Runtime.evaluate', { contextId, expression: `${name}.prototype` });
      const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
      return { objectId: objects.objectId! };
    };
    const names = ['RTCPeerConnection', 'RTCDataChannel', 'MediaStreamTrack'];
    const lists = [];
    for (const name of names) lists.push(await instances(name));
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: `${count}`,
      objectId: lists[0]!.objectId,
      arguments: lists,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  } finally {
    // Detaching also lets go of the arrays that queryObjects made.
    await session.detach();
  }
}
