import type { Patch } from '../protocol/patches';
import { storeAsGlobal } from './hook/base/global';
import { guarded } from './hook/base/guard';
import { observeConnections } from './hook/instruments/connection';
import { observeConstructor } from './hook/instruments/constructor';
import { observeCaptures } from './hook/instruments/media';
import { observeSenders } from './hook/instruments/sender';
import { observeTracks } from './hook/instruments/track';
import { observeTransceivers } from './hook/instruments/transceiver';
import { type FromBridge, linkToBridge } from './hook/link';
import { downscaleIdle } from './hook/patches/downscale';
import { patchNamed } from './hook/patches/list';
import { endPatches, switchPatch } from './hook/patches/switch';
import { observe, reportTo, resync, stopObserving } from './hook/report/observer';
import { isLate } from './late';

/** The hook: runs in the page's own world, in every frame, before the page's first script. */
guarded('start', () => {
  // The page has connections that it did not see made, or a hook of before the extension's reload.
  if (isLate()) return;
  let created = false;
  const post = linkToBridge(
    (patch) => switchPatch(patchNamed(patch), 'switched-on'),
    (message) => handleMessage(message),
    () => {
      stopObserving();
      endPatches('panel-gone');
    },
  );
  reportTo(post);

  const announce = () => {
    if (!created) post({ type: 'created' });
    created = true;
  };
  observeConstructor(announce);
  observeConnections();
  observeTransceivers();
  observeSenders();
  observeTracks();
  observeCaptures(announce);

  function handleMessage(message: FromBridge): void {
    if (message.type === 'observe') observe(message.intervalMs, message.paused);
    else if (message.type === 'resync') resync();
    else if (message.type === 'global') post(storeAsGlobal(message.transceiver));
    else if (message.type === 'patch') setPatch(patchNamed(message.patch));
    else if (message.type === 'downscale') downscaleIdle('button');
    else if (message.type === 'unobserved') {
      stopObserving();
      endPatches('attention-ended');
    } else if (message.type === 'unconfirmed') switchPatch('none', 'not-confirmed');
  }

  function setPatch(patch: Patch): void {
    switchPatch(patch, patch === 'none' ? 'switched-off' : 'switched-on');
  }
});
