import type { Page } from '@playwright/test';
import { growthInterval, growthPerCycle } from '../../core/growth/slope';
import type { LayerStats } from '../../protocol/state';
import { launchBrowser } from '../../tooling/browser/browser';
import { settledMemory } from '../../tooling/browser/memory';
import { rendererPid } from '../../tooling/browser/renderer';
import { type DemoUrls, openDemo, publish } from '../../tooling/pages/demo';
import { launchOptionsFor } from '../../tooling/pages/sources';
import { hundredths } from '../lib/statistics';
import type { Cell } from './cells';
import { encodeFrames, readLayers, scaleDown } from './layers';
import { spliceOut } from './splice';

/** Without the first, which is left out of the slope. Enough where the interval is narrow, and at most. */
const CYCLES = { min: 7, max: 14 };
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
  /** MiB per unpublished sender in the publisher's renderer, least squares over the good cycles without the first. */
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
export function parametersOf({ codec, mode, size, source, picture, hint, simulcast }: Cell): Record<string, string> {
  const flags = { simulcast: String(Number(simulcast)), timeout: String(TIMEOUT_S), receiver: 'window' };
  return { codec, mode, size: String(size), source, picture, hint, ...flags };
}

/** Whether half of the slope's interval is within a share of the slope, or so many MiB, whichever is more. */
function isWithin({ share, mib }: typeof WIDE, slope: number, interval: CellResult['interval']): boolean {
  return interval !== null && (interval.high - interval.low) / 2 <= Math.max(share * slope, mib);
}

class Run {
  private readonly cycles: CycleReading[] = [];
  private layers: LayerStats[] = [];
  private method: string | null = null;
  private receiver: { page: Page; pid: number } | null = null;

  constructor(
    private readonly cell: Cell,
    private readonly page: Page,
    private readonly pid: number,
  ) {}

  async cycle(): Promise<void> {
    const { page, cell } = this;
    const report = await publish(page);
    if (cell.source !== 'microphone') await encodeFrames(page, cell.frames);
    const scaled = cell.scaleBy === 1 || (await scaleDown(page, cell.scaleBy));
    const layers = await readLayers(page);
    await page.evaluate(() => window.demo.unpublish());
    const reading = await settledMemory(page, this.pid);
    this.receiver ??= await this.findReceiver();
    const received = this.receiver && (await settledMemory(this.receiver.page, this.receiver.pid));
    const good = report.reachedSize !== false && scaled;
    if (good) this.layers = layers;
    this.method = reading?.method ?? null;
    this.cycles.push({ publisherMiB: reading?.mib ?? null, receiverMiB: received?.mib ?? null, good });
  }

  /** It opens with the first publish, on the other site and so in another process. */
  private async findReceiver() {
    const page = this.page
      .context()
      .pages()
      .find((each) => each.url().includes('/receiver.html'));
    return page ? { page, pid: await rendererPid(page) } : null;
  }

  get rejected(): number {
    return this.cycles.filter(({ good }) => !good).length;
  }

  get done(): boolean {
    const good = this.cycles.length - this.rejected - 1;
    if (this.rejected > MAX_REJECTED || good >= CYCLES.max) return true;
    const { measuredMiB, interval } = this.slope();
    return good >= CYCLES.min && measuredMiB !== null && isWithin(NARROW, measuredMiB, interval);
  }

  private slope() {
    const good = this.cycles.map((cycle) => cycle.good);
    const of = (key: 'publisherMiB' | 'receiverMiB') =>
      spliceOut(
        this.cycles.map((cycle) => cycle[key]),
        good,
      );
    const publisher = of('publisherMiB');
    return {
      measuredMiB: growthPerCycle(publisher),
      interval: growthInterval(publisher),
      receiverMiB: growthPerCycle(of('receiverMiB')),
    };
  }

  progress(): string {
    const { measuredMiB, interval } = this.slope();
    const last = this.cycles.at(-1)?.publisherMiB;
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
  onProgress: (text: string) => void,
): Promise<CellResult> {
  const browser = await launchBrowser({ ...launchOptionsFor(cell.source), extension: null });
  try {
    const { page } = await openDemo(browser.context, urls, parametersOf(cell));
    const run = new Run(cell, page, await rendererPid(page));
    while (!run.done) {
      await run.cycle();
      onProgress(run.progress());
    }
    return run.result(browserName);
  } finally {
    await browser.close();
  }
}
