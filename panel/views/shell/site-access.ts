import { isFirefox } from '../../../core/text/browser';
import { thisBrowser } from '../../store/page/environment';

/** What a browser calls where extensions get access, and how a user gets there. */
export interface SiteAccessText {
  browser: string;
  /** Its own pages, and its store, as in "Inspect another page". */
  closed: string;
  /** Pages that look just as closed to us and can be opened; null where there are none. */
  openable: string | null;
  /** How the user lets the extension into a site. */
  steps(host: string): string[];
  /** The same for file: pages. */
  fileSteps: string[];
  /** What may have taken WebRTC away, and how it comes back. */
  noWebRtc: string;
}

const CHROME: SiteAccessText = {
  browser: 'Chrome',
  closed: 'The browser’s own pages (chrome://…), the Chrome Web Store and pages of other extensions',
  openable: null,
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
  closed:
    'The browser’s own pages (about:…, also in place of one that crashed or did not load), its reader, its PDF and JSON viewers, addons.mozilla.org and other sites of Mozilla, and pages of other extensions',
  openable:
    'A file, or a site that Mozilla restricts: open about:addons, choose Transceiver Inspector, and switch on “Access local files on your computer” under Permissions, or “Run on sites with restrictions” under Details.',
  steps: () => [
    'Open about:addons and choose Transceiver Inspector.',
    'Under Permissions switch on “Access your data for all websites”.',
    'Reload the page.',
  ],
  fileSteps: [
    'Open about:addons and choose Transceiver Inspector.',
    'Under Permissions switch on “Access local files on your computer” and “Access your data for all websites”.',
    'Reload the page.',
  ],
  noWebRtc:
    'Open about:config and set media.peerconnection.enabled to true; if it is true, another extension has taken it away. Then reload the page.',
};

/** The words of the browser that a user agent names; by default this one. */
export const siteAccessText = (userAgent = thisBrowser().userAgent) => (isFirefox(userAgent) ? FIREFOX : CHROME);
