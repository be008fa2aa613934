import type { Adapter, Receiver } from './api';
import { Frames } from './Frames';
import { Share } from './Share';
import { Sound } from './Sound';
import { Tones } from './Tones';

const ADAPTERS: Record<string, () => Promise<{ adapter: Adapter }>> = {
  livekit: () => import('./adapters/livekit'),
  janus: () => import('./adapters/videoroom'),
  'simple-peer': () => import('./adapters/plain'),
  perfect: () => import('./adapters/perfect'),
  mediasoup: () => import('./adapters/producer'),
  jssip: () => import('./adapters/invite'),
  peerjs: () => import('./adapters/calls'),
  'sip.js': () => import('./adapters/inviter'),
  'matrix-js-sdk': () => import('./adapters/matrix-call'),
  mediamtx: () => import('./adapters/whip'),
  galene: () => import('./adapters/stream'),
};

/** `?system=NAME&side=publisher|receiver`; all else is the adapter's. */
async function start(): Promise<void> {
  const options = new URLSearchParams(location.search);
  const name = options.get('system') ?? '';
  const side = options.get('side') ?? 'publisher';
  document.title = `${name}: ${side}`;
  const load = ADAPTERS[name];
  if (!load) throw new Error(`There is no system "${name}".`);
  const { adapter } = await load();
  const sound = options.get('source') === 'microphone';
  if (side === 'receiver') {
    const receiver = sound ? new Tones() : new Frames();
    window.receiver = receiver satisfies Receiver;
    await adapter.receiver(options, receiver);
  } else {
    const library = await adapter.publisher(options);
    window.system = sound ? new Sound(library, options) : new Share(library, options);
  }
}

window.ready = start();
