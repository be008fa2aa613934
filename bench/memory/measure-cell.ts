import { growthInterval, growthPerCycle } from '../../core/growth/slope';
import { spliceOut } from '../../core/growth/splice';
import type { LayerStats } from '../../protocol/state';
import type { DemoUrls } from '../../tooling/pages/demo';
import { hundredths } from '../lib/statistics';
import type { Cell } from './cells';
import { encodeFrames, readLayers, scaleDown } from './layers';
import type { MeasuredPage, OpenMeasuredPage } from './pages/measured-page';

/** Without the first, which is left out of the slope. Enough where the interval is narrow, and at most. */
const CYCLES = { min: 7, max: 14 };
/** The same for what holds little. */
const SMALL_CYCLES = { min: 12, max: 24 };
/** Half of the 95 % interval, as a share of the slope, that is narrow enough; or in MiB, for what holds next to nothing. */
const NARROW = { share: 0.02, mib: 0.1 };
/** More rejected cycles than this make a cell unusable. */
const MAX_REJECTED = 3;
/** So does an interval that is still wider than this, each way. */
const WIDE = { share: 0.1, mib: 0.5 };
/** Longest wait for the wanted size, s: 2160p in AV1 takes its time on two cores. */
const TIMEOUT_S = 60;

/** One cycle's readings, MiB after the unpublish; null where the system does not tell. */
interface CycleReading {
  publisherMiB: number | null;
  receiverMiB: number | null;
  /** The encoder got to the wanted size, codec and mode on every layer, and was scaled down as asked. */
  good: boolean;
}

/** A measured cell, as it is kept in out/memory/. */
export interface CellResult {
  cell: Cell;
  /** Product and version. */
  browser: string;
  /** Null: usable. Otherwise why not. */
  unusable: string | null;
  /**
   * MiB per unpublished sender in the publisher's renderer, least squares over the good cycles without the first;
   * in the receiver's renderer where the cell measures that.
   */
  measuredMiB: number | null;
  /** 95 % of that slope. */
  interval: { low: number; high: number } | null;
  /** The same in the receiver's renderer: per dead receiving transceiver. */
  receiverMiB: number | null;
  method: string | null;
  /** Of the last good cycle, before its unpublish: what the panel would know. */
  layers: LayerStats[];
  cycles: CycleReading[];
}

/** The demo's URL parameters for a cell. */
export function parametersOf(cell: Cell): Record<string, string> {
  const { codec, mode, size, source, picture, hint, simulcast, publish = 'addTransceiver', unpublish } = cell;
  const flags = { simulcast: String(Number(simulcast)), timeout: String(TIMEOUT_S) };
  return { codec, mode, size: String(size), source, picture, hint, publish, unpublish, ...flags };
}

/** Whether half of the slope's interval is within a share of the slope, or so many MiB, whichever is more. */
function isWithin({ share, mib }: typeof WIDE, slope: number, interval: CellResult['interval']): boolean {
  return interval !== null && (interval.high - interval.low) / 2 <= Math.max(share * slope, mib);
}

class Run {
  private readonly cycles: CycleReading[] = [];
  private layers: LayerStats[] = [];
  private method: string | null = null;

  constructor(
    private readonly cell: Cell,
    private readonly page: MeasuredPage,
  ) {}

  async cycle(): Promise<void> {
    const { page, cell } = this;
    const report = await page.publish();
    if (cell.source !== 'microphone') await encodeFrames(page, cell.frames);
    const scaled = cell.scaleBy === 1 || (await scaleDown(page, cell.scaleBy));
    const layers = await readLayers(page);
    await page.evaluate(() => window.demo.unpublish());
    const reading = await page.memory();
    const received = await page.receiverMemory();
    const good = report.reachedSize !== false && scaled;
    if (good) this.layers = layers;
    this.method = reading?.method ?? null;
    this.cycles.push({ publisherMiB: reading?.mib ?? null, receiverMiB: received?.mib ?? null, good });
  }

  get rejected(): number {
    return this.cycles.filter(({ good }) => !good).length;
  }

  get done(): boolean {
    const { within } = this.cell;
    const [cycles, narrow] = within === undefined ? [CYCLES, NARROW] : [SMALL_CYCLES, { ...NARROW, mib: within }];
    const good = this.cycles.length - this.rejected - 1;
    if (this.rejected > MAX_REJECTED || good >= cycles.max) return true;
    const { measuredMiB, interval } = this.slope();
    return good >= cycles.min && measuredMiB !== null && isWithin(narrow, measuredMiB, interval);
  }

  private slope() {
    const good = this.cycles.map((cycle) => cycle.good);
    const of = (key: 'publisherMiB' | 'receiverMiB') =>
      spliceOut(
        this.cycles.map((cycle) => cycle[key]),
        good,
      );
    const measured = of(this.cell.measures === 'receiver' ? 'receiverMiB' : 'publisherMiB');
    return {
      measuredMiB: growthPerCycle(measured),
      interval: growthInterval(measured),
      receiverMiB: growthPerCycle(of('receiverMiB')),
    };
  }

  progress(): string {
    const { measuredMiB, interval } = this.slope();
    const last = this.cycles.at(-1)?.[this.cell.measures === 'receiver' ? 'receiverMiB' : 'publisherMiB'];
    const half = interval ? ` ± ${((interval.high - interval.low) / 2).toFixed(2)}` : '';
    const slope = measuredMiB === null ? '' : `, ${measuredMiB.toFixed(2)}${half} MiB per cycle`;
    return `${this.cycles.length}: ${last?.toFixed(0) ?? 'unknown'} MiB${slope}${this.rejected ? `, ${this.rejected} rejected` : ''}`;
  }

  result(browser: string): CellResult {
    const { measuredMiB, interval, receiverMiB } = this.slope();
    const { cell, cycles, layers, method, rejected } = this;
    let unusable: string | null = null;
    if (rejected > MAX_REJECTED) unusable = `${rejected} of ${cycles.length} cycles did not get to the wanted size`;
    else if (measuredMiB === null) unusable = 'memory cannot be read on this system';
    else if (!isWithin(WIDE, measuredMiB, interval)) unusable = 'the readings scatter too much';
    return {
      cell,
      browser,
      unusable,
      measuredMiB: hundredths(measuredMiB),
      interval: interval && { low: hundredths(interval.low), high: hundredths(interval.high) },
      receiverMiB: hundredths(receiverMiB),
      method,
      layers,
      cycles,
    };
  }
}

/**
 * Measures one cell in a fresh browser without the extension: publishes and unpublishes until the
 * slope is known well enough.
 * @throws where the browser or the demo fails
 */
export async function measureCell(
  cell: Cell,
  urls: DemoUrls,
  browserName: string,
  open: OpenMeasuredPage,
  onProgress: (text: string) => void,
): Promise<CellResult> {
  const page = await open(cell, urls, parametersOf(cell));
  try {
    const run = new Run(cell, page);
    while (!run.done) {
      await run.cycle();
      onProgress(run.progress());
    }
    return run.result(browserName);
  } finally {
    await page.close();
  }
}
