import type { Recording } from '../../core/files/format/recording';
import { FakePage } from '../../core/fixtures/page';
import { recordingOf } from '../../core/fixtures/recordings';
import { shareRepeatedly } from '../../core/fixtures/scenes';
import { type Call, screenMib } from './truth';

/** What varies from file to file. */
export interface Variation extends Pick<Call, 'appVersion' | 'library' | 'libraryVersion' | 'browser'> {
  /** When the call ended, epoch ms. */
  at: number;
  leaks: boolean;
  shares: number;
  size: { width: number; height: number };
}

const SDK = /https:\/\/cdn\.example\/npm\/livekit-client@2\.23\.0\/dist\/livekit-client\.esm\.mjs/g;
const APP = /https:\/\/app\.example\/assets\/app-4f2c81\.js/g;

/** A call with a microphone, a camera and several screen shares, which leave their transceivers or stop them. */
export function makeRecording(variation: Variation): { recording: Recording; call: Omit<Call, 'week'> } {
  const { at, leaks, shares, size, appVersion, library, libraryVersion, browser } = variation;
  const page = new FakePage('doc-top', at - shares * 20_000);
  page.wait(2_000);
  const connection = page.connect();
  page.publish(connection, { kind: 'audio', app: 'camera' });
  page.publish(connection, { source: 'camera', app: 'camera' });
  if (leaks) shareRepeatedly(page, connection, shares, size);
  else shareAndStop(page, connection, shares, size);
  const recording = recordingOf(page);
  recording.environment = { ...recording.environment, userAgent: userAgentOf(browser) };
  const call = {
    ...{ appVersion, library, libraryVersion, browser },
    verdict: leaks ? ('growing' as const) : ('stable' as const),
    publishes: shares + 2,
    made: shares + 2,
    // The last share goes on.
    idle: leaks ? shares - 1 : 0,
    mibEach: screenMib(browser, size.width, size.height),
  };
  return { recording: withStacks(recording, variation), call };
}

function shareAndStop(page: FakePage, connection: ReturnType<FakePage['connect']>, shares: number, size: object): void {
  for (let i = 0; i < shares; i++) {
    const before = { ...connection };
    const transceiver = page.publish(connection, size);
    page.wait(9_000);
    page.unpublish(transceiver);
    page.stop(transceiver);
    // The next share recycles its m-line, so the description does not grow.
    const { mLines, localSdpBytes, remoteSdpBytes } = before;
    Object.assign(connection, { mLines, localSdpBytes, remoteSdpBytes });
    page.wait(4_000);
  }
}

export const userAgentOf = (browser: string) =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${browser.replace(' ', '/')}.0.0.0 Safari/537.36`;

/** The stacks as another version of the app, or another library, would have them. */
function withStacks(recording: Recording, { appVersion, library, libraryVersion }: Variation): Recording {
  const app = `https://app.example/assets/${appVersion}/app.js`;
  const sdk = `https://cdn.example/npm/${library}@${libraryVersion}/dist/${library}.esm.mjs`;
  const rewrite = (stack: string) => {
    const own = library ? stack.split('\n') : stack.split('\n').filter((line) => line.search(SDK) < 0);
    return own.join('\n').replace(SDK, sdk).replace(APP, app);
  };
  return JSON.parse(JSON.stringify(recording), (_, value) =>
    typeof value === 'string' && value.startsWith('Error\n') ? rewrite(value) : value,
  );
}
