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
  const { browser, closed, steps, fileSteps } = siteAccessText(userAgent);
  const host = url ? hostOf(url) : 'this site';
  switch (access) {
    case 'ok':
    case 'checking':
      return null;
    case 'reload-needed':
      return {
        title: 'Reload the page to attach',
        paragraphs: [
          'This page loaded before the extension could enter it. Its peer connections can be seen only from their beginning.',
        ],
        reload: true,
      };
    case 'no-access':
      return {
        title: `The extension has no access to ${host}`,
        paragraphs: [`${browser}’s settings keep it off this site. To let it in:`],
        steps: steps(host),
        reload: true,
      };
    case 'restricted':
      return {
        title: `${browser} lets no extension into this page`,
        paragraphs: [`${closed} are closed to extensions. Inspect another page.`],
        reload: false,
      };
    case 'file-access':
      if (!fileSteps) return accessState('no-access', url, userAgent);
      return {
        title: 'The extension has no access to files',
        paragraphs: [`${browser} keeps extensions off file:// pages unless they are let in:`],
        steps: fileSteps,
        reload: true,
      };
    case 'crashed':
      return {
        title: 'The page crashed',
        paragraphs: ['Its process is gone. What was seen of it until then stays here; a reload starts it anew.'],
        reload: true,
      };
    case 'extension-reloaded':
      return {
        title: 'The extension was reloaded or updated',
        paragraphs: [
          'This panel belongs to the version before. Close DevTools, reload the page, and open DevTools again.',
        ],
        reload: false,
      };
  }
}

export const NOTHING_YET: StateText = {
  title: 'No peer connection yet',
  paragraphs: [
    'Looking out for WebRTC on this page. As soon as a script of it, in any frame, creates an RTCPeerConnection, its transceivers appear here.',
    'What the page did before DevTools was opened is recorded, too.',
  ],
  reload: false,
};

export const CHECKING: StateText = {
  title: 'Looking for peer connections…',
  paragraphs: [],
  reload: false,
};
