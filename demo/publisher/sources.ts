import { CODE_CHANNEL } from '../shared/signal';
import type { CanvasPicture } from './CanvasPicture';
import { hintOf, type Settings } from './settings';

/**
 * What the receiver must read. `code`: the publish's own code. `maybe`: a page that shows the code is
 * open, but whether it is the captured one, only a code in the picture can tell. `none`: no code.
 */
export type Expects = 'code' | 'maybe' | 'none';

export interface Source {
  /** Shows `code` where the source can, and gives a track of its own for this publish. */
  take(code: number): Promise<MediaStreamTrack>;
  /** Holds from take() on. */
  expects: Expects;
  /** Size that the encoder shall reach; null where the track does not say (yet). */
  wanted(track: MediaStreamTrack): { width: number; height: number } | null;
  /** Ends a capture that was kept for several publishes. */
  close(): void;
}

const settled = (track: MediaStreamTrack) => {
  const { width, height } = track.getSettings();
  return width && height ? { width, height } : null;
};

const only = (stream: MediaStream) => {
  const [track] = stream.getTracks();
  if (!track) throw new Error('The capture has no track.');
  return track;
};

/**
 * Opens the source that the settings name. Call it right in the click: a display capture needs one.
 * @param many true: several publishes will take from it, so a display is captured once and cloned
 * @throws what the browser throws (no permission, no device)
 */
export async function openSource(settings: Settings, picture: CanvasPicture, many: boolean): Promise<Source> {
  const { source, width, height, fps } = settings;
  switch (source) {
    case 'canvas':
      return {
        expects: 'code',
        async take(code) {
          picture.start(settings, code);
          return hinted(only(picture.canvas.captureStream(fps)), settings);
        },
        wanted: () => ({ width, height }),
        close: () => picture.stop(),
      };
    case 'camera': {
      const video = { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: Math.max(fps, 20) } };
      const take = async () => hinted(only(await navigator.mediaDevices.getUserMedia({ video })), settings);
      return { expects: 'none', take, wanted: settled, close() {} };
    }
    case 'microphone':
      return { expects: 'none', take: microphone, wanted: () => null, close() {} };
    default:
      return displaySource(settings, many);
  }
}

export async function microphone(): Promise<MediaStreamTrack> {
  return only(await navigator.mediaDevices.getUserMedia({ audio: true }));
}

function hinted(track: MediaStreamTrack, settings: Settings): MediaStreamTrack {
  track.contentHint = hintOf(settings);
  return track;
}

async function displaySource(settings: Settings, many: boolean): Promise<Source> {
  const { source, width, height, fps } = settings;
  const displaySurface = source === 'tab' ? 'browser' : source === 'screen' ? 'monitor' : 'window';
  const video = { displaySurface, width: { max: width }, height: { max: height }, frameRate: { max: fps } };
  const captured = only(await navigator.mediaDevices.getDisplayMedia({ video, audio: false }));
  const opened: Source = {
    expects: 'none',
    async take(code) {
      opened.expects = (await showOnCodePage(code)) ? 'maybe' : 'none';
      return hinted(many ? captured.clone() : captured, settings);
    },
    wanted: settled,
    close: () => captured.stop(),
  };
  return opened;
}

/** A code page that answered before is there, and only busy. */
const WAIT_FIRST_MS = 3000;
const WAIT_AGAIN_MS = 15_000;
let codePageAnswered = false;

/** Asks the page that may be captured to show the code; false where none answers in time. */
function showOnCodePage(code: number): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(CODE_CHANNEL);
    const done = (shown: boolean) => {
      clearTimeout(timer);
      channel.close();
      codePageAnswered ||= shown;
      resolve(shown);
    };
    const timer = setTimeout(done, codePageAnswered ? WAIT_AGAIN_MS : WAIT_FIRST_MS, false);
    channel.onmessage = ({ data }) => {
      if (data?.shown === code) done(true);
    };
    channel.postMessage({ show: code });
  });
}
