import type { TransceiverState } from '../../protocol/state';
import type { Frame } from '../callsite/stack';
import type { Estimate } from '../estimate/memory';
import type { DocumentName } from '../model/names';

/** One row of the table: a transceiver. */
export interface Row {
  /** Unique in the panel. */
  key: string;
  document: string;
  transceiver: TransceiverState;
  /** `#1`, or `#1 meet.example` for a connection of a frame. */
  connection: string;
  /** Name of its document; null for the top document, whose connections need none. */
  name: DocumentName | null;
  /** URL of its document. */
  url: string;
  /** Its connection is closed or its document is gone: the row shows the last known state. */
  gone: boolean;
  /** Measured between the last two samples; null if unknown. */
  kbps: number | null;
  /** Of the encoder behind its sender. */
  estimate: Estimate;
  /** Of its receiver, where that receives no more; else null. */
  receiver: Estimate | null;
  /** The app's line that created it. */
  place: Frame | null;
}

/** Short name of the codec (`VP8`), from the first layer that has one; null if none has. */
export function codecOf({ stats }: TransceiverState): string | null {
  const codec = stats?.layers.find((layer) => layer.codec)?.codec;
  return codec ? codec.replace(/^(audio|video)\//, '').toUpperCase() : null;
}

/** Size of the largest layer, `1280×720`; null if no layer has a size. */
export function sizeOf({ stats }: TransceiverState): string | null {
  const layer = largestSizedLayer(stats);
  return layer ? `${layer.width}×${layer.height}` : null;
}

/** Pixels of the largest layer, for sorting by size. */
export function pixelsOf({ stats }: TransceiverState): number | null {
  const layer = largestSizedLayer(stats);
  return layer ? layer.width! * layer.height! : null;
}

function largestSizedLayer(stats: TransceiverState['stats']) {
  const sized = (stats?.layers ?? []).filter((layer) => layer.width && layer.height);
  return sized.sort((a, b) => b.width! * b.height! - a.width! * a.height!)[0];
}
