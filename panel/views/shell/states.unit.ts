import { expect, test } from '@playwright/test';
import type { PageAccess } from '../../transport/transport';
import { accessState } from './states';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const ALL: PageAccess[] = [
  'reload-needed',
  'no-access',
  'restricted',
  'file-access',
  'no-webrtc',
  'crashed',
  'extension-reloaded',
];

const textOf = (access: PageAccess, userAgent: string) =>
  JSON.stringify(accessState(access, 'https://a.example/', userAgent));

test('no state speaks of the other browser', () => {
  for (const access of ALL) {
    expect(textOf(access, CHROME)).not.toMatch(/firefox|about:|mozilla/i);
    expect(textOf(access, FIREFOX)).not.toMatch(/chrome/i);
  }
});

test('where there is no WebRTC, nothing waits for a connection', () => {
  expect(textOf('no-webrtc', FIREFOX)).toContain('media.peerconnection.enabled');
  expect(textOf('no-webrtc', CHROME)).toContain('no RTCPeerConnection');
});

test('each browser’s own place is named', () => {
  expect(textOf('no-access', CHROME)).toContain('chrome://extensions');
  expect(textOf('no-access', FIREFOX)).toContain('about:addons');
  expect(textOf('file-access', CHROME)).toContain('Allow access to file URLs');
  expect(textOf('file-access', FIREFOX)).toContain('Access local files on your computer');
});

test('a page that Firefox would open to the extension is not called closed alone', () => {
  expect(textOf('restricted', FIREFOX)).toMatch(/Access local files on your computer.*Run on sites with restrictions/);
  expect(accessState('restricted', null, CHROME)!.paragraphs).toHaveLength(1);
});
