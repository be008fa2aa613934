import { hostOf } from '../../../core/model/names';
import type { PageAccess } from '../../transport/transport';

export interface StateText {
  title: string;
  paragraphs: string[];
  steps?: string[];
  reload: boolean;
}

/** Why the page can't be looked at, and what to do; null where it can. */
export function accessState(access: PageAccess, url: string | null): StateText | null {
  const host = url ? hostOf(url) : 'this site';
  switch (access) {
    case 'ok':
    case 'checking':
      return null;
    case 'reload-needed':
      return {
        title: 'Reload the page to attach',
        paragraphs: ['This page loaded before the extension did. Peer connections can be seen only from their start.'],
        reload: true,
      };
    case 'no-access':
      return {
        title: `The extension has no access to ${host}`,
        paragraphs: ['Chrome’s settings block the extension on this site. To allow it:'],
        steps: [
          'Open chrome://extensions and choose Details of Transceiver Inspector.',
          `Under Site access choose “On all sites”, or add ${host}.`,
          'Reload the page.',
        ],
        reload: true,
      };
    case 'restricted':
      return {
        title: 'Chrome allows no extension on this page',
        paragraphs: [
          'The browser’s own pages (chrome://…), the Chrome Web Store and pages of other extensions are closed to extensions. Inspect another page.',
        ],
        reload: false,
      };
    case 'file-access':
      return {
        title: 'The extension has no access to files',
        paragraphs: ['Chrome blocks extensions on file:// pages. To allow it:'],
        steps: [
          'Open chrome://extensions and choose Details of Transceiver Inspector.',
          'Switch on “Allow access to file URLs”.',
          'Reload the page.',
        ],
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
