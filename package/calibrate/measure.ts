import { growthInterval, growthPerCycle } from '../../core/growth/slope';
import { spliceOut } from '../../core/growth/splice';
import type { LayerStats } from '../../protocol/state';
import { settledReading } from '../../tooling/patches/settled';
import { Call, type Reading } from './call';
import { type Cell, widthOf } from './cells';
import type { Got, Wanted } from './pages';
import type { StartedBrowser } from './start';

/** MiB of one unpublished sender, and half of the 95 % interval. */
export interface Slope {
  mib: number;
  half: number;
}

/** A cell that was measured well enough. */
export interface Measured {
  cell: Cell;
  layer: LayerStats;
  renderer: Slope;
  gpu: Slope | null;
  cycles: number;
}

/** Good cycles, the first not counted: it also pays for what is made once. */
const CYCLES = { min: 4, max: 8 };
/** Half of the interval that is narrow enough, as a share of the slope or in MiB, whichever is more. */
const NARROW = { share: 0.02, mib: 0.2 };
/** A cell whose interval stays wider than this is thrown away. */
const WIDE = { share: 0.15, mib: 1 };
const MAX_REJECTED = 1;
const REACH_MS = 15_000;
/** Longest for one cell. */
const CELL_MS = 60_000;
const MAX_READINGS = 5;

/**
 * Publishes and unpublishes in a call of its own until the slope is known well enough.
 * @param onCycle hears what is known so far
 * @returns the cell, or a sentence on why it was thrown away
 * @throws {UserError} where memory can't be read
 */
export async function measureCell(
  cell: Cell,
  { connection }: StartedBrowser,
  port: number,
  onCycle: (text: string) => void,
): Promise<Measured | string> {
  const call = await Call.open(connection, port);
  try {
    const { publisher } = call;
    await publisher.open();
    if (!(await publisher.hasCodec(cell.codec))) return `This browser sends no ${cell.codec}.`;
    return await cycles(cell, call, onCycle);
  } finally {
    await call.close();
  }
}

interface Cycle extends Reading {
  good: boolean;
}

async function cycles(cell: Cell, call: Call, onCycle: (text: string) => void): Promise<Measured | string> {
  const wanted: Wanted = {
    codec: cell.codec,
    hint: cell.content === 'screen' ? 'detail' : 'motion',
    width: widthOf(cell),
    height: cell.height,
  };
  const done: Cycle[] = [];
  let last: Got | null = null;
  let layer: LayerStats | null = null;
  const rejected = () => done.filter(({ good }) => !good).length;
  for (const end = performance.now() + CELL_MS; performance.now() < end; ) {
    last = await cycle(call, wanted);
    const reading = await settledReading(() => call.memory(), { most: MAX_READINGS });
    done.push({ ...reading!, good: last.reached });
    if (last.reached) layer = last.layer;
    if (rejected() > MAX_REJECTED) return missed(wanted, last);
    const slope = slopeOf(done, 'mib');
    onCycle(`${done.length} cycles${slope ? `, ${textOf(slope)}` : ''}`);
    const good = done.length - rejected() - 1;
    if (good >= CYCLES.max || (good >= CYCLES.min && slope && isWithin(NARROW, slope))) break;
  }
  const renderer = slopeOf(done, 'mib');
  if (!renderer || !layer) return missed(wanted, last!);
  if (!isWithin(WIDE, renderer)) {
    return `The readings scatter too much (${textOf(renderer)}): end other work on this machine and measure again.`;
  }
  return { cell, layer, renderer, gpu: slopeOf(done, 'gpuMib'), cycles: done.length };
}

async function cycle(call: Call, wanted: Wanted): Promise<Got> {
  const { publisher } = call;
  const kbps = Math.round((wanted.width * wanted.height * 3.8) / 1000);
  await call.negotiate(await publisher.publish(wanted), kbps);
  const got = await publisher.reach(wanted, REACH_MS);
  await call.negotiate(await publisher.unpublish(), kbps);
  return got;
}

function slopeOf(done: readonly Cycle[], of: 'mib' | 'gpuMib'): Slope | null {
  const readings = spliceOut(
    done.map((each) => each[of]),
    done.map(({ good }) => good),
  );
  const [mib, interval] = [growthPerCycle(readings), growthInterval(readings)];
  return mib === null || !interval ? null : { mib, half: (interval.high - interval.low) / 2 };
}

const isWithin = ({ share, mib }: typeof WIDE, slope: Slope) => slope.half <= Math.max(share * slope.mib, mib);

/** Less than nothing by less than can be read is nothing. */
export const textOf = ({ mib, half }: Slope) => `${mib.toFixed(1).replace(/^-0\.0$/, '0.0')} ± ${half.toFixed(1)} MB`;

/** Why a cell did not get to where it should. */
export function missed({ codec, width, height }: Wanted, { layer, limit }: Got): string {
  const sent = layer?.codec?.replace(/^video\//, '').toUpperCase();
  if (sent && sent !== codec) return `The browser sent ${sent} instead of ${codec}: it has no encoder for it.`;
  if (!layer?.width) {
    return `The encoder encoded nothing within ${REACH_MS / 1000} s: it did not start, or this machine is under load. End other work and measure again.`;
  }
  const why = limit === 'cpu' ? ', since the processor was busy' : '';
  return `The encoder got to ${width}×${height} too late or not at all (last: ${layer.width}×${layer.height})${why}: this machine is under load. End other work and measure again.`;
}
