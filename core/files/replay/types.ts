import type { Direction, EncodingState, Kind, LayerStats, SourceType } from '../../../protocol/state';

/** What a track shows, if a file says how it was captured. */
export interface Capture {
  type: SourceType;
  label: string;
}

/** A transceiver as a file's event describes it. */
export interface TransceiverUpdate {
  /** Position in getTransceivers(); null if unknown. */
  index: number | null;
  /** The call that caused it: `addTransceiver`, `removeTrack`, `setRemoteDescription`, … */
  reason: string | null;
  mid: string | null;
  /** Absent in Chrome's log up to version 101. */
  kind: Kind | null;
  track: string | null;
  streams: string[];
  encodings: EncodingState[];
  /** Id of the receiver's track. It never changes, so it identifies the transceiver. */
  receiver: string | null;
  direction: Direction;
  currentDirection: Direction | null;
}

/** One reading of one outbound-rtp entry. */
export interface LayerSample {
  at: number;
  /** Whether the sender had a track; null if unknown. */
  attached: boolean | null;
  layer: LayerStats;
}

/** What the statistics say of a sender that no event told of. */
export interface SeenSender {
  kind: Kind | null;
  /** Whether it has a track; null if unknown. */
  attached: boolean | null;
  hasSent: boolean;
}
