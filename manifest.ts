import shared from './manifest.json' with { type: 'json' };

/** The browsers that a build is made for. */
export const BROWSERS = ['chrome', 'firefox'] as const;
export type Browser = (typeof BROWSERS)[number];

/** What the manifests of the browsers do not share. */
const OWN = {
  // Content scripts in about:, data: and blob: frames (119), and the mid in outbound-rtp, with a version to spare.
  chrome: { minimum_chrome_version: '120' },
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
