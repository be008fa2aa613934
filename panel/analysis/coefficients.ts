/**
 * What an encoder holds in the sender's renderer process, measured: MiB = constant + perMpx × Mpx
 * of the frame it was last configured to. Provenance: Chromium 156, Debian, software encoders,
 * 20 publish/unpublish cycles per cell, slope of the renderer's anonymous + shared memory by least
 * squares; error is the largest difference between the fit and a cell it was fitted to.
 */
export interface Fit {
  id: string;
  label: string;
  constant: number;
  perMpx: number;
  /** Largest error of the fit against its own cells, as a share: 0.1 is 10 %. */
  error: number;
  cells: string;
}

const fit = (id: string, label: string, constant: number, perMpx: number, error: number, cells: string): Fit => ({
  id,
  label,
  constant,
  perMpx,
  error,
  cells,
});

export const FITS = {
  vp8Still: fit('vp8Still', 'VP8, still picture', 0, 34.1, 0.14, '360p-2160p'),
  vp8Moving: fit('vp8Moving', 'VP8, moving picture', 1.9, 42.6, 0.04, '360p-1080p, simulcast 720p and 1080p'),
  h264: fit('h264', 'H264 (OpenH264)', 3.4, 18.3, 0.02, '360p-1080p'),
  av1: fit('av1', 'AV1 (libaom)', 6.2, 36.9, 0.08, '360p-1080p'),
  vp9OneSpatial: fit('vp9OneSpatial', 'VP9, one spatial layer (L1T3)', 20.8, 69.9, 0.1, '720p, 1080p'),
  vp9Svc: fit('vp9Svc', 'VP9, several spatial layers (L3T3_KEY)', 20.3, 92.4, 0.06, '360p-1080p'),
} as const;

/** Software encoders the fits were measured with; another one holds its memory elsewhere. */
export const MEASURED_ENCODERS = /libvpx|openh264|libaom|simulcastencoderadapter/i;

/** MiB of one audio sender that has sent: measured at the noise floor, so anything up to it. */
export const AUDIO_MIB = 0.5;

export const PROVENANCE = 'Chromium 156 on Debian Linux, software encoders, 20 cycles per cell';
