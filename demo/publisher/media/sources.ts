import { CODE_CHANNEL } from '../../shared/signal';
import { hintOf, type Settings } from '../settings';
import type { CanvasPicture } from './CanvasPicture';

/**
 * What the receiver should read. `code`: the publish's own code. `maybe`: a page that shows the code is
 * open, but it may not be the captured page. `none`: no code.
 */
export type Expects = 'code' | 'maybe' | 'none';

export interface Source {
  /** Shows `code` if the source can, and returns a new track for this publish. */
  take(code: number): Promise<MediaStreamTrack>;
  /** Valid after take(). */
  expects: Expects;
  /** Size that the encoder should reach; null if the track has none (yet). */
  wanted(track: MediaStreamTrack): { width: number; height: number } | null;
  /** Ends a capture that was opened for several publishes. */
  close(): void;
}

const sizeOf = (track: MediaStreamTrack) => {
  const { width, height } = track.getSettings();
  return width && height ? { width, height } : null;
};

const singleTrack = (stream: MediaStream) => {
  const [track] = stream.getTracks();
  if (!track) throw new Error('The capture has no track.');
  return track;
};

/**
 * Opens the source of the settings. Call it synchronously in the click handler, because a display
 * capture needs a user gesture.
 * @param many several publishes will use it, so a display is captured once and its track is cloned
 * @throws an error of the browser (no permission, no device)
 */
export async function openSource(settings: Settings, picture: CanvasPicture, many: boolean): Promise<Source> {
  const { source, width, height, fps } = settings;
  switch (source) {
    case 'canvas':
      return {
        expects: 'code',
        async take(code) {
          picture.start(settings, code);
          return withHint(singleTrack(picture.canvas.captureStream(fps)), settings);
        },
        wanted: () => ({ width, height }),
        close: () => picture.stop(),
      };
    case 'camera': {
      const video = { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: Math.max(fps, 20) } };
      const take = async () => withHint(singleTrack(await navigator.mediaDevices.getUserMedia({ video })), settings);
      return { expects: 'none', take, wanted: sizeOf, close() {} };
    }
    case 'microphone':
      return { expects: 'none', take: microphone, wanted: () => null, close() {} };
    default:
      return displaySource(settings, many);
  }
}

export async function microphone(): Promise<MediaStreamTrack> {
  return singleTrack(await navigator.mediaDevices.getUserMedia({ audio: true }));
}

function withHint(track: MediaStreamTrack, settings: Settings): MediaStreamTrack {
  track.contentHint = hintOf(settings);
  return track;
}

async function displaySource(settings: Settings, many: boolean): Promise<Source> {
  const { source, width, height, fps } = settings;
  const displaySurface = source === 'tab' ? 'browser' : source === 'screen' ? 'monitor' : 'window';
  const video = { displaySurface, width: { max: width }, height: { max: height }, frameRate: { max: fps } };
  const captured = singleTrack(await navigator.mediaDevices.getDisplayMedia({ video, audio: false }));
  const opened: Source = {
    expects: 'none',
    async take(code) {
      opened.expects = (await showOnCodePage(code)) ? 'maybe' : 'none';
      return withHint(many ? captured.clone() : captured, settings);
    },
    wanted: sizeOf,
    close: () => captured.stop(),
  };
  return opened;
}

/** A code page that has answered before still exists, so it gets more time. */
const FIRST_WAIT_MS = 3000;
const NEXT_WAIT_MS = 15_000;
let codePageAnswered = false;

/** Asks the page that may be captured to show the code. @returns false if no page answers in time */
function showOnCodePage(code: number): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(CODE_CHANNEL);
    const done = (shown: boolean) => {
      clearTimeout(timer);
      channel.close();
      codePageAnswered ||= shown;
      resolve(shown);
    };
    const timer = setTimeout(done, codePageAnswered ? NEXT_WAIT_MS : FIRST_WAIT_MS, false);
    channel.onmessage = ({ data }) => {
      if (data?.shown === code) done(true);
    };
    channel.postMessage({ show: code });
  });
}
