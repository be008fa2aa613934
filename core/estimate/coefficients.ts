import data from './coefficients.json' with { type: 'json' };

/**
 * What an encoder holds in the sender's renderer process, measured: MiB = constant + perMpx × Mpx
 * of the frame it was last configured to, for each encoding (docs/memory.md says how).
 * `npm run bench:memory -- --fit` writes the figures.
 */
export interface Fit {
  id: string;
  label: string;
  /** MiB. */
  constant: number;
  /** MiB for each megapixel. */
  perMpx: number;
  /**
   * Largest error against any cell measured, also those that the fit did not use, as a share: 0.1 is
   * 10 %. Of cells that hold less than 10 MiB, as a share of 10 MiB.
   */
  error: number;
  /** The sizes that it was measured at, and how many cells. */
  cells: string;
}

export const FITS = data.fits satisfies Record<string, Fit>;

/** Where the fits come from, and how far they are off on the cells that they did not use. */
export const CALIBRATION = { ...data.measured, heldOut: data.heldOut };

/** Software encoders the fits were measured with; another one holds its memory elsewhere. */
export const MEASURED_ENCODERS = /libvpx|openh264|libaom|simulcastencoderadapter/i;

/** MiB of one audio sender that has sent: measured at the noise floor, so anything up to it. */
export const AUDIO_MIB = data.audioMiB;

export const PROVENANCE = `${CALIBRATION.browser} on ${CALIBRATION.os}, ${CALIBRATION.encoders} encoders, ${CALIBRATION.date}`;
