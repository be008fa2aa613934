import type { Adapter, Receiver } from './api';
import { Frames } from './Frames';
import { Share } from './Share';

const ADAPTERS: Record<string, () => Promise<{ adapter: Adapter }>> = {
  livekit: () => import('./livekit'),
  janus: () => import('./videoroom'),
  'simple-peer': () => import('./plain'),
  perfect: () => import('./perfect'),
  mediasoup: () => import('./producer'),
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
  if (side === 'receiver') {
    const frames = new Frames();
    window.receiver = frames satisfies Receiver;
    await adapter.receiver(options, frames);
  } else {
    window.system = new Share(await adapter.publisher(options), options);
  }
}

window.ready = start();
