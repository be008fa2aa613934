import { type Cell, cell, type Given } from './cells';

/**
 * What stays beside an encoder. The senders of these cells are downscaled, so that next to nothing is left of
 * their encoders and a small figure can be told.
 */
const small = { unpublish: 'inactive+removeTrack+downscale' } as const;
/** `addTrack(track, stream)`: the sender keeps the stream, the stream its stopped track, and that its last frame. */
const added = { ...small, publish: 'addTrack' } as const;
/** Its track has ended and stays on the sender. */
const ended = { unpublish: 'inactive' } as const;
const camera = { source: 'camera', picture: 'motion' } as const;
const tab = { source: 'tab' } as const;
const screen = { source: 'screen' } as const;
const microphone = { source: 'microphone', within: 0.02 } as const;
const received = { ...small, measures: 'receiver', within: 0.04 } as const;

const row = (name: string, given: Given) => cell(name, 'row', given);

/** Of each browser, the same: only `AV1` at several sizes is of use in Firefox, whose receivers keep its frames. */
const receivers = (prefix: string, av1: readonly number[]): Cell[] => [
  row(`${prefix}receiver-vp8-360`, { ...received, size: 360 }),
  row(`${prefix}receiver-vp8-720`, received),
  row(`${prefix}receiver-vp9-720`, { ...received, codec: 'VP9' }),
  ...av1.map((size) => row(`${prefix}receiver-av1-${size}`, { ...received, codec: 'AV1', size })),
  row(`${prefix}receiver-audio`, { ...received, ...microphone, unpublish: 'inactive+removeTrack' }),
];

/** What `--parts` measures in Chromium. */
export const PART_CELLS: Cell[] = [
  ...receivers('', [720]),
  row('audio-removed', microphone),
  row('audio-track-ended', { ...microphone, ...ended }),

  row('stream-canvas-360', { ...added, size: 360 }),
  row('stream-canvas-720', added),
  row('stream-canvas-1080', { ...added, size: 1080 }),
  row('no-stream-canvas-720', small),
  cell('vp8-720-still-added', 'held-out', { publish: 'addTrack' }),
  cell('vp8-1080-still-added', 'held-out', { publish: 'addTrack', size: 1080 }),
  row('stream-camera-720', { ...added, ...camera }),
  row('no-stream-camera-720', { ...small, ...camera }),
  cell('vp8-720-camera-added', 'held-out', { ...camera, publish: 'addTrack' }),
  row('stream-tab-720', { ...added, ...tab }),
  row('no-stream-tab-720', { ...small, ...tab }),
];

/** What `--parts` measures in Firefox. */
export const FIREFOX_PART_CELLS: Cell[] = [
  ...receivers('firefox-', [360, 720, 1080]),
  row('firefox-audio-removed', microphone),
  row('firefox-audio-track-ended', { ...microphone, ...ended }),

  row('firefox-stream-canvas-720', added),
  row('firefox-no-stream-canvas-720', small),
  row('firefox-stream-camera-720', { ...added, ...camera }),
  row('firefox-no-stream-camera-720', { ...small, ...camera }),
  row('firefox-stream-screen-720', { ...added, ...screen }),
  row('firefox-no-stream-screen-720', { ...small, ...screen }),
];
