import shared from './manifest.json' with { type: 'json' };

/** The browsers that a build is made for. */
export const BROWSERS = ['chrome', 'firefox'] as const;
export type Browser = (typeof BROWSERS)[number];

/** The oldest Chrome on which hook and panel were shown to work: `npm run canary -- --version oldest`. */
export const OLDEST_CHROME = '121';

/** What the manifests of the browsers do not share. */
const OWN = {
  chrome: { minimum_chrome_version: OLDEST_CHROME },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: '@transceiver-inspector',
        // An ESR, and the first with `sender.documentId` and with content scripts in an about:blank that is used at once.
        strict_min_version: '153.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    // DevTools panels have no `tabs` there, and get no message of content scripts (Bugzilla 1453343).
    background: { scripts: ['extension/background.ts'], type: 'module' },
  },
} satisfies Record<Browser, object>;

/** The manifest of the build for a browser, with paths of the sources. */
export const manifestFor = <B extends Browser>(browser: B): typeof shared & (typeof OWN)[B] => ({
  ...shared,
  ...OWN[browser],
});
