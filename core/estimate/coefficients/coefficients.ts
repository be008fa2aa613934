import data from './coefficients.json' with { type: 'json' };

/**
 * Measured memory of an encoder in the sender's renderer process: MiB = constant + perMpx × Mpx of
 * the frame that it was last configured to, for each encoding (docs/memory.md describes the method).
 * `npm run bench:memory -- --fit` writes the figures.
 */
export interface Fit {
  id: string;
  label: string;
  /** MiB. */
  constant: number;
  /** MiB per megapixel. */
  perMpx: number;
  /**
   * Largest error against any measured cell, including the ones that the fit did not use, as a share:
   * 0.1 is 10 %. For cells below 10 MiB it is a share of 10 MiB.
   */
  error: number;
  /** The measured frame sizes and the number of cells. */
  cells: string;
  /** Where it comes from, in words; left out where all are built in. */
  from?: string;
}

export const FITS = data.fits satisfies Record<string, Fit>;

/** Where the fits come from, and their error on the cells that they did not use. */
export const CALIBRATION = { ...data.measured, heldOut: data.heldOut };

/** The software encoders that the fits were measured with. Others may hold their memory elsewhere. */
export const MEASURED_ENCODERS = /libvpx|openh264|libaom/i;
