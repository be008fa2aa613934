import { ACTIVE_PATCHES, type ActivePatch } from '../../protocol/patches';
import { PATCH_NAMES } from '../patches/patches';
import type { PublishVerdict } from '../verdict/publishes/publish-verdict';
import type { UnpublishMethod } from '../verdict/publishes/unpublish-method';

/** What in this tool bounds the growth, and why that. */
export interface Remedy {
  /** The patch; `now` is the button; null where nothing here does. */
  by: ActivePatch | 'now' | null;
  why: string;
}

const PAUSED: Partial<Record<UnpublishMethod, string>> = {
  'track-null': 'by replaceTrack(null)',
  direction: 'by a direction that does not send',
};

/** Senders that keep a track which has ended: the page neither released nor paused them. */
function forEndedTracks({ kind, idle }: PublishVerdict): Remedy[] {
  const refused =
    idle === 1
      ? 'The idle sender still has a track that has ended. Reuse and Stop refuse it (“track ended, not released”): the page may still use that sender.'
      : `${idle} idle senders still have tracks that have ended. Reuse and Stop refuse them (“track ended, not released”): the page may still use those senders.`;
  if (kind === 'audio') {
    return [{ by: null, why: `${refused} An audio encoder holds next to nothing, so there is nothing to downscale.` }];
  }
  return [
    {
      by: 'downscale',
      why: `${refused} Downscale makes an encoder small as soon as its track has ended, and gives the encodings back when the sender gets another track; transceivers and m-lines stay.`,
    },
    { by: 'now', why: 'Downscale idle does so once, for the senders that are idle now.' },
  ];
}

/** What each patch bounds, whether that is worth having for audio, and whether it acts under mediasoup-client. */
const WHY: Record<ActivePatch, { why: string; forAudio: boolean; forMediasoup: boolean }> = {
  reuse: {
    why: 'Reuse gives the page its idle transceiver back instead of a new one, as a fix in code would.',
    forAudio: true,
    forMediasoup: false,
  },
  stop: {
    why: 'Stop ends idle transceivers on the next publish. The server must handle recycled m-lines.',
    forAudio: true,
    forMediasoup: true,
  },
  downscale: {
    why: 'Downscale saves the memory only; transceivers and SDP stay.',
    forAudio: false,
    forMediasoup: true,
  },
};

/** The patch that would bound what a finding counts; the first is the best. */
export function remediesFor(verdict: PublishVerdict): Remedy[] {
  const { unpublishMethod, kind, culprit, idle } = verdict;
  if (unpublishMethod === 'track-ended') return forEndedTracks(verdict);
  const paused = unpublishMethod ? PAUSED[unpublishMethod] : undefined;
  if (paused) {
    const refused = `The page only paused ${idle === 1 ? 'the idle sender' : `the ${idle} idle senders`}, ${paused}. Reuse and Stop refuse (“not released”): the page may resume ${idle === 1 ? 'it' : 'them'}.`;
    if (kind === 'audio')
      return [
        {
          by: null,
          why: `${refused} An audio encoder holds next to nothing, so there is nothing to downscale either.`,
        },
      ];
    return [{ by: 'now', why: `${refused} Downscale idle frees their memory; transceivers and m-lines stay.` }];
  }
  const released =
    unpublishMethod === 'unknown'
      ? 'This file does not tell whether the page released them; where it did (removeTrack), '
      : unpublishMethod === 'mixed'
        ? 'For those that the page released (removeTrack): '
        : 'The page releases them (removeTrack), so ';
  if (culprit.sdk?.sdk === 'mediasoup-client') {
    const ends = `${released}Stop ends them; Reuse refuses, since mediasoup-client expects a new m-line each time.`;
    const acting = ACTIVE_PATCHES.filter((patch) => WHY[patch].forMediasoup);
    return acting.map((by) => ({ by, why: by === 'stop' ? ends : WHY[by].why }));
  }
  const fitting = ACTIVE_PATCHES.filter((patch) => kind !== 'audio' || WHY[patch].forAudio);
  return fitting.map((by, i) => ({ by, why: `${i === 0 ? released : ''}${WHY[by].why}` }));
}

/** The remedy's name as the toolbar has it. */
export function remedyName({ by }: Remedy): string {
  if (by === null) return 'None';
  return by === 'now' ? 'Downscale idle' : PATCH_NAMES[by];
}
