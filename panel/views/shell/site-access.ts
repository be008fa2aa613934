import { isFirefox } from '../../../core/text/browser';
import { thisBrowser } from '../../store/page/environment';

/** What a browser calls where extensions get access, and how a user gets there. */
export interface SiteAccessText {
  browser: string;
  /** Its own pages, and its store, as in "Inspect another page". */
  closed: string;
  /** How the user lets the extension into a site. */
  steps(host: string): string[];
  /** The same for file: pages; null where they need nothing of their own. */
  fileSteps: string[] | null;
  /** What may have taken WebRTC away, and how it comes back. */
  noWebRtc: string;
}

const CHROME: SiteAccessText = {
  browser: 'Chrome',
  closed: 'The browser’s own pages (chrome://…), the Chrome Web Store and pages of other extensions',
  steps: (host) => [
    'Open chrome://extensions and choose Details of Transceiver Inspector.',
    `Under Site access choose “On all sites”, or add ${host}.`,
    'Reload the page.',
  ],
  fileSteps: [
    'Open chrome://extensions and choose Details of Transceiver Inspector.',
    'Switch on “Allow access to file URLs”.',
    'Reload the page.',
  ],
  noWebRtc: 'Another extension, or the page itself, has taken it away. Look there, then reload the page.',
};

const FIREFOX: SiteAccessText = {
  browser: 'Firefox',
  closed: 'The browser’s own pages (about:…), addons.mozilla.org and pages of other extensions',
  steps: () => [
    'Open about:addons and choose Transceiver Inspector.',
    'Under Permissions switch on “Access your data for all websites”. In a private window: under Details allow “Run in Private Windows”.',
    'Reload the page.',
  ],
  fileSteps: null,
  noWebRtc:
    'Open about:config and set media.peerconnection.enabled to true; if it is true, another extension has taken it away. Then reload the page.',
};

/** The words of the browser that a user agent names; by default this one. */
export const siteAccessText = (userAgent = thisBrowser().userAgent) => (isFirefox(userAgent) ? FIREFOX : CHROME);
