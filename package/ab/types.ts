import type { Growth } from '../../core/growth/growth';
import type { Patch } from '../../protocol/patches';
import type { Rtc, State } from '../types/inspection';

/** What a steps file exports. Page and context are Playwright's. */
export interface Steps {
  /** Once in each browser, on the opened page: log in, join a room. */
  setup?(at: StepContext): unknown;
  /** One cycle, which ends in the state that it began in: share, and stop. */
  cycle(at: StepContext & { n: number }): unknown;
  teardown?(at: StepContext): unknown;
}

export interface StepContext {
  page: any;
  context: any;
  rtc: Rtc;
}

/** One patch in one round: a fresh browser, and a number of cycles. */
export interface Arm {
  patch: Patch;
  round: number;
  /** Cycles that ended. */
  cycles: number;
  state: State;
  text: string;
  publishes: number;
  transceivers: number;
  idle: number;
  mLines: number | null;
  sdpBytes: number | null;
  /** Measured MiB of the page's processes, before the first cycle and after each. */
  startMib: number;
  readings: number[];
  /** Cycles whose encoder never came to the size of its track: their memory is less than in the field. */
  undersized: Undersized[];
  msPerCycle: number;
  /** Of the recording in the output folder. */
  recording: string;
  /** Why it ended before its last cycle; null where it did not. */
  failed: string | null;
}

/** An encoder that did not reach its track's size in a cycle. */
export interface Undersized {
  cycle: number;
  /** `320x180`: the largest that was encoded. */
  encoded: string;
  track: string;
}

/** One patch over all rounds. */
export interface PatchResult extends Growth {
  patch: Patch;
  rounds: number;
}
