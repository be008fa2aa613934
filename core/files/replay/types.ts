import type { Direction, EncodingState, Kind, LayerStats, SourceType } from '../../../protocol/state';

/** What a track shows, where a file tells how it was captured. */
export interface Capture {
  type: SourceType;
  label: string;
}

/** A transceiver as a file's event describes it. */
export interface TransceiverUpdate {
  /** In getTransceivers(); null where it is not known. */
  index: number | null;
  /** The call that caused it: `addTransceiver`, `removeTrack`, `setRemoteDescription`, … */
  reason: string | null;
  mid: string | null;
  /** Not in Chrome's log before 2021. */
  kind: Kind | null;
  track: string | null;
  streams: string[];
  encodings: EncodingState[];
  /** Id of the receiver's track: stays with the transceiver for life, so that it can be known again. */
  receiver: string | null;
  direction: Direction;
  currentDirection: Direction | null;
}

/** One reading of one outbound-rtp entry. */
export interface LayerSample {
  at: number;
  /** Whether the sender had a track; null where it is not known. */
  attached: boolean | null;
  layer: LayerStats;
}
