import { FITS } from '../../core/estimate/coefficients/coefficients';
import { encoderKindOf } from '../../core/estimate/coefficients/encoder-kind';
import { readCalibration } from '../../core/files/calibration/read';
import { CALIBRATION_FORMAT, CALIBRATION_VERSION, type Calibration } from '../../core/files/calibration/schema';
import { systemName } from '../../tooling/node/system-name.mjs';
import { UserError } from '../../tooling/node/user-error.mjs';
import { VERSION } from '../live/version';
import { METHOD } from '../memory/dump';
import { Call, servePages } from './call';
import { type Cell, describeCell } from './cells';
import { ownFits } from './fits';
import { type Measured, measureCell, textOf } from './measure';
import { type Browser, type StartedBrowser, startBrowser } from './start';

/** No cell begins after this, so that all is done within five minutes. */
const MAX_MS = 255_000;

export interface CalibrateOptions {
  browser: Browser;
  headless: boolean;
  cells: readonly Cell[];
  /** A line that stays. */
  say(line: string): void;
  /** What goes on now, in place of what went on before. */
  show(line: string): void;
}

/**
 * Measures cells in a browser of the user's.
 * @throws {UserError} where nothing could be measured
 */
export async function calibrate({ browser, headless, cells, say, show }: CalibrateOptions): Promise<Calibration> {
  const began = performance.now();
  const measured: Measured[] = [];
  const leftOut: string[] = [];
  const server = await servePages();
  let started: StartedBrowser | null = null;
  try {
    started = await startBrowser(browser, headless);
    const about = await look(started.connection, server.port);
    for (const [i, cell] of cells.entries()) {
      const name = describeCell(cell);
      const leave = (why: string) => {
        leftOut.push(`${name}: ${why}`);
        say(`${name}: left out. ${why}`);
      };
      if (performance.now() - began > MAX_MS) {
        leave('The five minutes were over.');
        continue;
      }
      const head = `[${i + 1}/${cells.length}, ${Math.round((performance.now() - began) / 1000)} s] ${name}`;
      show(head);
      const result = await measureCell(cell, started, server.port, (text) => show(`${head}: ${text}`));
      if (typeof result === 'string') leave(result);
      else {
        measured.push(result);
        say(`${name}: ${resultText(result)}`);
      }
    }
    if (measured.length === 0) throw new UserError('Nothing could be measured, so nothing was written.');
    const calibration: Calibration = {
      format: CALIBRATION_FORMAT,
      version: CALIBRATION_VERSION,
      generator: `Transceiver Inspector ${VERSION}`,
      measuredAt: Date.now(),
      browser: { family: 'chromium', product: browser.product, version: browser.version, major: majorOf(browser) },
      ...about,
      os: systemName(),
      method: METHOD,
      fits: ownFits(measured),
      leftOut,
    };
    return readCalibration(JSON.stringify(calibration));
  } finally {
    await started?.close();
    server.close();
  }
}

const majorOf = ({ version }: Browser) => Number(version.split('.')[0]);

/** What a page of the browser says of the machine. @throws {UserError} where the measurement would not be of one page */
async function look(connection: Parameters<typeof Call.open>[0], port: number) {
  const call = await Call.open(connection, port);
  try {
    const { platform, cores } = await call.publisher.open();
    if (!(await call.isApart()))
      throw new UserError(
        'The browser shows both pages in one process (site isolation is off), so the sender can’t be measured apart.',
      );
    if (!platform)
      throw new UserError(
        'The browser does not name its system (navigator.userAgentData), so it is not known where the figures hold.',
      );
    return { platform, cores };
  } finally {
    await call.close();
  }
}

function resultText({ renderer, gpu, cycles, layer }: Measured): string {
  const encoder = layer.encoder ?? 'encoder not named';
  const apart = gpu ? `; GPU process ${textOf(gpu)}` : '';
  return `${textOf(renderer)}${apart} (${cycles} cycles, ${encoder}${encoderKindOf(layer) === 'hardware' ? ', hardware' : ''})`;
}

/** What was measured, for people: each coefficient beside the built-in one. */
export function summaryOf({ fits }: Calibration): string[] {
  const lines = fits.map(({ id, hardware, encoder, renderer, gpu }) => {
    const built = FITS[id];
    const line = ({ constant, perMpx }: { constant: number; perMpx: number }) => `${constant} + ${perMpx} × Mpx`;
    const apart = gpu && gpu.constant + gpu.perMpx > 0 ? `; GPU process ${line(gpu)}` : '';
    const name = hardware ? `${built.label}, in hardware (${encoder ?? 'not named'})` : built.label;
    return `  ${name}: ${line(renderer)} MB ±${Math.round(renderer.error * 100)} %${apart} (built in: ${line(built)})`;
  });
  const inHardware = fits.filter(({ hardware }) => hardware);
  const software = [...new Set(fits.filter((each) => !each.hardware).map(({ encoder }) => encoder ?? 'not named'))];
  return [
    'MB that an unpublished sender holds in the page’s process:',
    ...lines,
    inHardware.length === 0
      ? `No hardware encoder was used (${software.join(', ')}): what one holds stays unknown.`
      : `Measured in hardware: ${inHardware.map(({ encoder }) => encoder ?? 'not named').join(', ')}.`,
  ];
}
