import type { Picture } from '../shared/signal';
import type { CycleReport } from './api';
import { type Encoded, isReached, poll, readEncoded } from './gate';
import type { Session } from './media/Session';
import type { Publication } from './media/sending';
import type { Expects, Source } from './media/sources';
import type { Settings } from './settings';

/** Time for the code to appear, after the size is reached, if the captured picture may not have one. */
const MAYBE_CODE_MS = 4000;

export interface Watched {
  session: Session;
  source: Source;
  publication: Publication;
  /** Stats from before the negotiation. */
  before: Encoded;
  cycle: number;
  /** Epoch ms of the publish call. */
  startedAt: number;
  settings: Settings;
}

export type Outcome = Pick<
  CycleReport,
  | 'intact'
  | 'receivedCode'
  | 'encodedWidth'
  | 'encodedHeight'
  | 'reachedSize'
  | 'layers'
  | 'codec'
  | 'mode'
  | 'firstFrameMs'
>;

/** Waits for the wanted encoded size, then for the receiver's picture, and returns both results. */
export async function watch(watched: Watched): Promise<Outcome> {
  const { session, source, cycle, before } = watched;
  const { codec, mode, timeout } = watched.settings;
  const timeoutMs = timeout * 1000;
  const { sender } = watched.publication.transceiver;
  const video = watched.publication.track.kind === 'video';
  let encoded = before;
  const reached = await poll(timeoutMs, async () => {
    encoded = await readEncoded(sender);
    if (!video) return isSending(encoded, before) || null;
    const size = source.wanted(watched.publication.track);
    return (size && isReached(encoded, before, { ...size, codec, mode })) || null;
  });
  const [largest] = encoded.layers;
  const picture = video ? await received(session, source, cycle, timeoutMs) : null;
  return {
    intact: isIntact(source.expects, session.picture, cycle),
    receivedCode: session.picture?.code ?? null,
    encodedWidth: (video && largest?.width) || null,
    encodedHeight: (video && largest?.height) || null,
    reachedSize: video ? reached !== null : null,
    layers: encoded.layers.length,
    codec: encoded.codec,
    mode: encoded.mode,
    firstFrameMs: picture ? picture.firstAt - watched.startedAt : null,
  };
}

/**
 * The picture is intact if all its codes are the one of this publish. A picture without a code is wrong
 * if the source has one for sure, otherwise unknown.
 */
function isIntact(expects: Expects, picture: Picture | null, cycle: number): boolean | null {
  if (expects === 'none') return null;
  if (picture && (picture.code !== null || picture.foreign > 0)) return picture.code === cycle && picture.foreign === 0;
  return expects === 'code' ? false : null;
}

const packets = ({ layers }: Encoded) => layers.reduce((sum, layer) => sum + layer.packets, 0);
const isSending = (now: Encoded, before: Encoded) => packets(now) > packets(before);

async function received(session: Session, { expects }: Source, cycle: number, timeoutMs: number) {
  const matchingPicture = () => (session.picture?.code === cycle ? session.picture : null);
  if (expects === 'code') return poll(timeoutMs, matchingPicture);
  const withCode = expects === 'maybe' ? await poll(Math.min(MAYBE_CODE_MS, timeoutMs), matchingPicture) : null;
  return withCode ?? poll(timeoutMs, () => (session.picture?.publish === cycle ? session.picture : null));
}
