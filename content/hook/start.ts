import type { Patch } from '../../protocol/patches';
import { storeAsGlobal } from './base/global';
import { guarded } from './base/guard';
import { observeConnections } from './instruments/connection';
import { observeConstructor } from './instruments/constructor';
import { observeCaptures } from './instruments/media';
import { observeSenders } from './instruments/sender';
import { observeTracks } from './instruments/track';
import { observeTransceivers } from './instruments/transceiver';
import { type FromBridge, type Link, whenUnwatched } from './link';
import { downscaleIdle } from './patches/downscale';
import { patchNamed } from './patches/list';
import { endPatches, switchPatch } from './patches/switch';
import { observe, reportTo, resync, stopObserving } from './report/observer';

/**
 * Starts the hook in this document, before the page's first script. Whoever carries its messages, the
 * extension or a test driver, is behind `link`. Never throws.
 */
export function start(link: Link): void {
  guarded('start', () => {
    let created = false;
    whenUnwatched(() => {
      stopObserving();
      endPatches('panel-gone');
    });
    const post = link(
      (patch) => switchPatch(patchNamed(patch), 'switched-on'),
      (message) => handleMessage(message),
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
}
