import { type Cell, cell, type Given } from './cells';

const camera = { source: 'camera', picture: 'motion' } as const;
const screen = { source: 'screen' } as const;
const vp9 = { codec: 'VP9' } as const;
const av1 = { codec: 'AV1' } as const;
/** What is left of an encoder at a 64th of its size is next to nothing: the rest is frames that the sender keeps. */
const downscaled = { unpublish: 'inactive+removeTrack+downscale' } as const;

const firefox = (name: string, role: Cell['role'], given: Given) => cell(`firefox-${name}`, role, given);

/**
 * What is measured in Firefox. In VP8 it encodes a canvas and a camera for one content, a display for another; it
 * knows no contentHint. H264 is a plugin that Firefox downloads, and of three
 * layers of simulcast it does not start the largest without minutes of bandwidth probing: neither is measured.
 */
export const FIREFOX_CELLS: Cell[] = [
  firefox('vp8-360', 'fit', { size: 360 }),
  firefox('vp8-720', 'held-out', {}),
  firefox('vp8-1080', 'fit', { size: 1080 }),
  firefox('vp8-720-camera', 'held-out', camera),
  firefox('vp8-720-60-frames', 'held-out', { frames: 60 }),
  firefox('vp8-720-downscaled', 'row', downscaled),
  firefox('vp8-1080-downscaled', 'row', { ...downscaled, size: 1080 }),
  firefox('vp8-720-camera-downscaled', 'row', { ...camera, ...downscaled }),

  firefox('vp8-360-screen', 'fit', { ...screen, size: 360 }),
  firefox('vp8-720-screen', 'held-out', screen),
  firefox('vp8-1080-screen', 'fit', { ...screen, size: 1080 }),
  firefox('vp8-720-screen-downscaled', 'row', { ...screen, ...downscaled }),

  firefox('vp9-360', 'fit', { ...vp9, size: 360 }),
  firefox('vp9-720', 'held-out', vp9),
  firefox('vp9-1080', 'fit', { ...vp9, size: 1080 }),
  firefox('vp9-720-screen', 'held-out', { ...vp9, ...screen }),

  firefox('av1-360', 'fit', { ...av1, size: 360 }),
  firefox('av1-720', 'held-out', av1),
  firefox('av1-1080', 'fit', { ...av1, size: 1080 }),
  firefox('av1-720-screen', 'held-out', { ...av1, ...screen }),

  firefox('audio', 'row', { source: 'microphone' }),
];
