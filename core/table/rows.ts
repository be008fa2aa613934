import type { TransceiverState } from '../../protocol/state';
import type { Frame } from '../callsite/stack';
import type { Estimate } from '../estimate/memory';
import type { DocumentName } from '../model/names';

/** One transceiver as the table shows it. */
export interface Row {
  /** Unique in the panel. */
  key: string;
  document: string;
  transceiver: TransceiverState;
  /** `#1`, or `#1 meet.example` for a connection of a frame. */
  connection: string;
  /** Of its document; null for the top one, whose connections need none. */
  name: DocumentName | null;
  /** Of its document. */
  url: string;
  /** Its connection is closed or its document gone: what is shown is the last that was known. */
  gone: boolean;
  /** Measured over the last two samples; null where it is not known. */
  kbps: number | null;
  estimate: Estimate;
  /** First line of the app that made it. */
  place: Frame | null;
}

/** Codec in short (`VP8`), of the first layer that says; null where none does. */
export function codecOf({ stats }: TransceiverState): string | null {
  const codec = stats?.layers.find((layer) => layer.codec)?.codec;
  return codec ? codec.replace(/^(audio|video)\//, '').toUpperCase() : null;
}

/** Size of the largest layer, `1280×720`; null where no layer has one. */
export function sizeOf({ stats }: TransceiverState): string | null {
  const layer = largestLayer(stats);
  return layer ? `${layer.width}×${layer.height}` : null;
}

/** Pixels of the largest layer, for sorting by size. */
export function pixelsOf({ stats }: TransceiverState): number | null {
  const layer = largestLayer(stats);
  return layer ? layer.width! * layer.height! : null;
}

function largestLayer(stats: TransceiverState['stats']) {
  const sized = (stats?.layers ?? []).filter((layer) => layer.width && layer.height);
  return sized.sort((a, b) => b.width! * b.height! - a.width! * a.height!)[0];
}
