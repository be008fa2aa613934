import type { Patch } from '../protocol/state';
import { documentInfo } from './hook/document';
import { storeAsGlobal } from './hook/global';
import { guarded } from './hook/guard';
import { observeConnections } from './hook/instruments/connection';
import { observeBirths } from './hook/instruments/constructor';
import { observeCaptures } from './hook/instruments/media';
import { observeSenders } from './hook/instruments/sender';
import { observeTransceivers } from './hook/instruments/transceiver';
import { type FromBridge, linkToBridge } from './hook/link';
import { downscaleIdle, restoreAll } from './hook/patches/downscale';
import { patchNamed, switchPatch } from './hook/patches/switch';
import { observe, reportTo, resync, stopObserving } from './hook/report/observer';

/** The hook: runs in the page's own world, in every frame, before the page's first script. */
guarded('start', () => {
  let born = false;
  const post = linkToBridge(
    (patch) => switchPatch(patchNamed(patch), 'switched-on'),
    (message) => obey(message),
  );
  reportTo(post, documentInfo());

  observeBirths(() => {
    if (!born) post({ type: 'born' });
    born = true;
  });
  observeConnections();
  observeTransceivers();
  observeSenders();
  observeCaptures();

  function obey(message: FromBridge): void {
    if (message.type === 'observe') observe(message.intervalMs, message.paused);
    else if (message.type === 'resync') resync();
    else if (message.type === 'global') post(storeAsGlobal(message.transceiver));
    else if (message.type === 'patch') setPatch(patchNamed(message.patch));
    else if (message.type === 'downscale') downscaleIdle('button');
    else if (message.type === 'unobserved') {
      stopObserving();
      switchPatch('none', 'attention-ended');
      restoreAll('all');
    } else if (message.type === 'unconfirmed') switchPatch('none', 'not-confirmed');
  }

  function setPatch(patch: Patch): void {
    switchPatch(patch, patch === 'none' ? 'switched-off' : 'switched-on');
  }
});
