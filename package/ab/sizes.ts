import type { Transceiver } from '../types/inspection';
import type { Undersized } from './types';

/** An encoder that came this near to its track's height has its size: heights are rounded to even ones. */
const REACHED = 0.9;

type Sized = Pick<Transceiver, 'connection' | 'id' | 'kind' | 'layers' | 'trackSize'>;

const framesOf = ({ layers }: Sized) => layers.reduce((sum, { framesEncoded }) => sum + (framesEncoded ?? 0), 0);

/** The largest layer; null where no size is known. */
function largestOf({ layers }: Sized): { width: number; height: number } | null {
  const sizes = layers.flatMap(({ width, height }) => (width && height ? [{ width, height }] : []));
  return sizes.sort((a, b) => b.height - a.height)[0] ?? null;
}

/** Whether a sender's encoder came to the size of its track; null where that can't be told. */
export function hasReached(transceiver: Sized): boolean | null {
  const { kind, trackSize } = transceiver;
  const largest = largestOf(transceiver);
  return kind === 'video' && trackSize && largest ? largest.height >= trackSize.height * REACHED : null;
}

/** Which encoders stayed below their track's size, cycle by cycle: a transceiver may publish in many of them. */
export class Sizes {
  private readonly frames = new Map<string, number>();

  /** Takes what is there at the end of a cycle. */
  after(cycle: number, transceivers: readonly Sized[]): Undersized[] {
    return transceivers.flatMap((each) => {
      const key = `${each.connection} ${each.id}`;
      const frames = framesOf(each);
      // The counter begins again with a new encoder.
      const sent = frames > 0 && frames !== this.frames.get(key);
      this.frames.set(key, frames);
      if (!sent || hasReached(each) !== false) return [];
      const { width, height } = largestOf(each)!;
      return [{ cycle, encoded: `${width}x${height}`, track: `${each.trackSize!.width}x${each.trackSize!.height}` }];
    });
  }
}
