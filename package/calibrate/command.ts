/**
 * `npm run calibrate`: measures what encoders hold in your own browser, on your own system, in less than five
 * minutes, and writes a file that the panel (Settings, Calibration) and `analyze --calibration` take. The same as
 * `transceiver-inspector calibrate`.
 *
 *   --browser PATH  default: CHROME_PATH, else the Chrome, Edge or Chromium that is installed
 *   --out FILE      default transceiver-inspector-calibration.json
 *   --headless      without a window, in which a browser may use other encoders
 *   --cells LIST    only these, by commas: vp8-screen-360,vp8-screen-720, …
 */
import * as cli from '../cli/calibrate';

export function run(args: readonly string[]): Promise<void> {
  return cli.run(args);
}
