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
  /** MiB a cycle without the first, and its 95 % interval; null with too few readings. */
  perCycle: number | null;
  interval: { low: number; high: number } | null;
  /** Senders whose encoder never came to the size of its track: their memory is less than in the field. */
  undersized: number;
  msPerCycle: number;
  /** Of the recording in the output folder. */
  recording: string;
  /** Why it ended before its last cycle; null where it did not. */
  failed: string | null;
}
