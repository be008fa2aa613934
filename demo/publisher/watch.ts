import type { Picture } from '../shared/signal';
import type { CycleReport } from './api';
import { type Encoded, isReached, poll, readEncoded } from './gate';
import type { Session } from './Session';
import type { Publication } from './sending';
import type { Settings } from './settings';
import type { Expects, Source } from './sources';

/** Where the captured picture may or may not show the code: this long it gets, after the size is reached. */
const MAYBE_MS = 4000;

export interface Watched {
  session: Session;
  source: Source;
  publication: Publication;
  /** Stats from before the negotiation. */
  before: Encoded;
  cycle: number;
  /** Epoch ms of the publish call. */
  began: number;
  settings: Settings;
}

export type Seen = Pick<
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

/** Waits for the wanted encoded size, then for the receiver's picture, and says what came of both. */
export async function watch(the: Watched): Promise<Seen> {
  const { session, source, cycle, before } = the;
  const { codec, mode, timeout } = the.settings;
  const timeoutMs = timeout * 1000;
  const { sender } = the.publication.transceiver;
  const video = the.publication.track.kind === 'video';
  let encoded = before;
  const reached = await poll(timeoutMs, async () => {
    encoded = await readEncoded(sender);
    if (!video) return isSending(encoded, before) || null;
    const size = source.wanted(the.publication.track);
    return (size && isReached(encoded, before, { ...size, codec, mode })) || null;
  });
  const [top] = encoded.layers;
  const picture = video ? await received(session, source, cycle, timeoutMs) : null;
  return {
    intact: isIntact(source.expects, session.picture, cycle),
    receivedCode: session.picture?.code ?? null,
    encodedWidth: (video && top?.width) || null,
    encodedHeight: (video && top?.height) || null,
    reachedSize: video ? reached !== null : null,
    layers: encoded.layers.length,
    codec: encoded.codec,
    mode: encoded.mode,
    firstFrameMs: picture ? picture.firstAt - the.began : null,
  };
}

/**
 * Right is the code of this publish, and of no other in any of its frames. A picture without a code
 * is wrong where the source surely carries one, and unknown otherwise.
 */
function isIntact(expects: Expects, picture: Picture | null, cycle: number): boolean | null {
  if (expects === 'none') return null;
  if (picture && (picture.code !== null || picture.foreign > 0)) return picture.code === cycle && picture.foreign === 0;
  return expects === 'code' ? false : null;
}

const packets = ({ layers }: Encoded) => layers.reduce((sum, layer) => sum + layer.packets, 0);
const isSending = (now: Encoded, before: Encoded) => packets(now) > packets(before);

async function received(session: Session, { expects }: Source, cycle: number, timeoutMs: number) {
  const right = () => (session.picture?.code === cycle ? session.picture : null);
  if (expects === 'code') return poll(timeoutMs, right);
  const withCode = expects === 'maybe' ? await poll(Math.min(MAYBE_MS, timeoutMs), right) : null;
  return withCode ?? poll(timeoutMs, () => (session.picture?.publish === cycle ? session.picture : null));
}
