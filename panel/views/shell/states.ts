import { hostOf } from '../../../core/model/names';
import type { PageAccess } from '../../transport/transport';
import { siteAccessText } from './site-access';

export interface StateText {
  title: string;
  paragraphs: string[];
  steps?: string[];
  reload: boolean;
}

/**
 * Why the page can't be looked at, and what to do; null where it can.
 * @param userAgent of the browser whose words are used
 */
export function accessState(access: PageAccess, url: string | null, userAgent?: string | null): StateText | null {
  const { browser, closed, openable, steps, fileSteps, noWebRtc } = siteAccessText(userAgent);
  const host = url ? hostOf(url) : 'this site';
  switch (access) {
    case 'ok':
    case 'checking':
      return null;
    case 'reload-needed':
      return {
        title: 'Reload the page to attach',
        paragraphs: [
          'This page loaded before the extension did, or before it had access. Peer connections can be seen only from their start.',
        ],
        reload: true,
      };
    case 'no-access':
      return {
        title: `The extension has no access to ${host}`,
        paragraphs: [`${browser}’s settings block the extension on this site. To allow it:`],
        steps: steps(host),
        reload: true,
      };
    case 'restricted':
      return {
        title: `${browser} allows no extension on this page`,
        paragraphs: [`${closed} are closed to extensions. Inspect another page.`, ...(openable ? [openable] : [])],
        reload: false,
      };
    case 'file-access':
      return {
        title: 'The extension has no access to files',
        paragraphs: [`${browser} blocks extensions on file:// pages. To allow it:`],
        steps: fileSteps,
        reload: true,
      };
    case 'no-webrtc':
      return {
        title: 'This page has no RTCPeerConnection',
        paragraphs: [`WebRTC is switched off for it, so there is nothing to see. ${noWebRtc}`],
        reload: true,
      };
    case 'crashed':
      return {
        title: 'The page crashed',
        paragraphs: ['Its process is gone. Everything recorded until then stays here. Reload the page to start again.'],
        reload: true,
      };
    case 'extension-reloaded':
      return {
        title: 'The extension was reloaded or updated',
        paragraphs: [
          'This panel belongs to the previous version. Close DevTools, reload the page, and open DevTools again.',
        ],
        reload: false,
      };
  }
}

export const NOTHING_YET: StateText = {
  title: 'No peer connection yet',
  paragraphs: [
    'Waiting for an RTCPeerConnection on this page or in its frames. Anything since the page loaded is included.',
  ],
  reload: false,
};

export const CHECKING: StateText = {
  title: 'Looking for peer connections…',
  paragraphs: [],
  reload: false,
};
