import type { Settings } from '../../demo/publisher/settings';

/** What a cell's data is for: the fit, or the error of the fit (held out); `row`: neither. */
type Role = 'fit' | 'held-out' | 'row';

/** One thing to measure: the demo's settings, and what is done before the unpublish. */
export interface Cell {
  name: string;
  role: Role;
  /** Also measured by --quick. */
  quick: boolean;
  codec: Settings['codec'];
  mode: string;
  /** Lines of the picture, 16:9. */
  size: number;
  source: Settings['source'];
  picture: Settings['picture'];
  hint: Settings['hint'];
  simulcast: boolean;
  /** The sender's scaleResolutionDownBy is multiplied by this before the unpublish; 1: left alone. */
  scaleBy: number;
  unpublish: Settings['unpublish'];
  /** Frames encoded on every layer before that: an encoder fills its buffers over the first ones. */
  frames: number;
  /** How it publishes; absent: by addTransceiver(), its stream in the init. */
  publish?: 'addTrack';
  /** Whose figure it is; absent: the publisher's. Kept results of cells without these two stay valid. */
  measures?: 'receiver';
  /** A small figure: more cycles, until it is known to so many MiB, each way. */
  within?: number;
}

export type Given = Partial<Omit<Cell, 'name' | 'role' | 'quick'>>;

const DEFAULTS = {
  codec: 'VP8',
  mode: '',
  size: 720,
  source: 'canvas',
  picture: 'detail',
  hint: 'picture',
  simulcast: false,
  scaleBy: 1,
  unpublish: 'inactive+removeTrack',
  frames: 10,
} as const;

export const cell = (name: string, role: Role, given: Given): Cell => ({
  ...DEFAULTS,
  ...given,
  name,
  role,
  quick: false,
});
/** One of the main cells, which --quick measures too. */
const main = (name: string, role: Role, given: Given): Cell => ({ ...cell(name, role, given), quick: true });

const moving = { picture: 'motion' } as const;
/** Chrome takes the content from the hint, not from the picture: these two tell the one from the other. */
const stillAsMotion = { picture: 'detail', hint: 'motion' } as const;
const movingAsDetail = { picture: 'motion', hint: 'detail' } as const;
const camera = { source: 'camera', picture: 'motion' } as const;
const tab = { source: 'tab' } as const;
const h264 = { codec: 'H264' } as const;
const av1 = { codec: 'AV1' } as const;
const vp9 = { codec: 'VP9' } as const;
const l1t3 = { codec: 'VP9', mode: 'L1T3' } as const;
const svc = { codec: 'VP9', mode: 'L3T3_KEY', picture: 'motion' } as const;
const simulcast = { simulcast: true, picture: 'motion' } as const;

/** All that is measured. A new cell needs nothing but its line here. */
export const CELLS: Cell[] = [
  cell('vp8-360-still', 'fit', { size: 360 }),
  main('vp8-720-still', 'fit', {}),
  main('vp8-1080-still', 'held-out', { size: 1080 }),
  cell('vp8-1440-still', 'fit', { size: 1440 }),
  cell('vp8-2160-still', 'held-out', { size: 2160 }),
  cell('vp8-720-moving-as-detail', 'held-out', movingAsDetail),
  main('vp8-720-tab', 'held-out', tab),
  cell('vp8-1080-tab', 'held-out', { ...tab, size: 1080 }),
  cell('vp8-720-tab-no-hint', 'held-out', { ...tab, hint: 'none' }),

  cell('vp8-360-moving', 'fit', { ...moving, size: 360 }),
  main('vp8-720-moving', 'fit', moving),
  cell('vp8-1080-moving', 'held-out', { ...moving, size: 1080 }),
  cell('vp8-1440-moving', 'fit', { ...moving, size: 1440 }),
  cell('vp8-720-still-as-motion', 'held-out', stillAsMotion),
  cell('vp8-720-no-hint', 'held-out', { ...moving, hint: 'none' }),
  cell('vp8-720-tab-as-motion', 'held-out', { ...tab, hint: 'motion' }),
  cell('vp8-720-camera', 'held-out', camera),
  main('vp8-1080-camera', 'held-out', { ...camera, size: 1080 }),

  main('vp8-720-simulcast', 'held-out', simulcast),
  cell('vp8-1080-simulcast', 'held-out', { ...simulcast, size: 1080 }),
  cell('vp8-720-simulcast-still', 'held-out', { simulcast: true }),

  cell('h264-360-still', 'fit', { ...h264, size: 360 }),
  main('h264-720-still', 'held-out', h264),
  cell('h264-1080-still', 'fit', { ...h264, size: 1080 }),
  cell('h264-360-moving', 'fit', { ...h264, ...moving, size: 360 }),
  main('h264-720-moving', 'held-out', { ...h264, ...moving }),
  cell('h264-1080-moving', 'fit', { ...h264, ...moving, size: 1080 }),
  cell('h264-720-camera', 'held-out', { ...h264, ...camera }),
  cell('h264-720-simulcast', 'held-out', { ...h264, ...simulcast }),

  cell('av1-360-still', 'fit', { ...av1, size: 360 }),
  main('av1-720-still', 'held-out', av1),
  cell('av1-1080-still', 'fit', { ...av1, size: 1080 }),
  cell('av1-360-moving', 'fit', { ...av1, ...moving, size: 360 }),
  main('av1-720-moving', 'held-out', { ...av1, ...moving }),
  cell('av1-1080-moving', 'fit', { ...av1, ...moving, size: 1080 }),
  cell('av1-720-tab', 'held-out', { ...av1, ...tab }),
  cell('av1-360-l1t3', 'fit', { ...av1, ...moving, mode: 'L1T3', size: 360 }),
  cell('av1-720-l1t3-still', 'held-out', { ...av1, mode: 'L1T3' }),
  cell('av1-1080-l1t3', 'fit', { ...av1, ...moving, mode: 'L1T3', size: 1080 }),
  cell('av1-1080-l3t3-key', 'held-out', { ...av1, ...moving, mode: 'L3T3_KEY', size: 1080 }),
  cell('av1-720-simulcast', 'held-out', { ...av1, ...simulcast, mode: 'L1T3' }),
  cell('av1-720-l3t3-key', 'held-out', { ...av1, ...moving, mode: 'L3T3_KEY' }),
  cell('av1-720-moving-as-detail', 'held-out', { ...av1, ...movingAsDetail }),

  cell('vp9-720-still', 'held-out', vp9),
  cell('vp9-360-moving', 'fit', { ...vp9, ...moving, size: 360 }),
  cell('vp9-720-moving', 'held-out', { ...vp9, ...moving }),
  cell('vp9-1080-moving', 'fit', { ...vp9, ...moving, size: 1080 }),
  cell('vp9-360-l1t3-still', 'fit', { ...l1t3, size: 360 }),
  cell('vp9-1080-l1t3-still', 'fit', { ...l1t3, size: 1080 }),
  cell('vp9-360-l1t3-moving', 'fit', { ...l1t3, ...moving, size: 360 }),
  main('vp9-720-l1t3-moving', 'held-out', { ...l1t3, ...moving }),
  cell('vp9-1080-l1t3-moving', 'fit', { ...l1t3, ...moving, size: 1080 }),
  cell('vp9-720-tab', 'held-out', { ...l1t3, ...tab }),
  cell('vp9-720-simulcast', 'held-out', { ...vp9, ...simulcast, mode: 'L1T3' }),

  cell('vp9-360-l2t3-key', 'fit', { ...svc, mode: 'L2T3_KEY', size: 360 }),
  main('vp9-720-l3t3-key', 'fit', svc),
  main('vp9-1080-l3t3-key', 'held-out', { ...svc, size: 1080 }),
  cell('vp9-1440-l3t3-key', 'fit', { ...svc, size: 1440 }),
  cell('vp9-720-l3t3-key-camera', 'held-out', { ...svc, ...camera }),

  main('vp8-720-still-scaled-by-4', 'held-out', { scaleBy: 4 }),
  cell('vp8-1080-moving-scaled-by-2', 'held-out', { ...moving, size: 1080, scaleBy: 2 }),
  cell('h264-1080-moving-scaled-by-2', 'held-out', { ...h264, ...moving, size: 1080, scaleBy: 2 }),
  // Longer than the demo's gate: what an encoder takes once it has seen more of the picture.
  cell('vp8-720-still-60-frames', 'held-out', { frames: 60 }),
  cell('vp9-720-l3t3-key-60-frames', 'held-out', { ...svc, frames: 60 }),

  main('audio', 'row', { source: 'microphone' }),
];
