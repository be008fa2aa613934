import type { Evaluates } from '../../../tooling/pages/evaluates';

/** A page whose calls are timed, in a fresh browser with the extension or without it. */
export interface TimedPage extends Evaluates {
  collectGarbage(): Promise<void>;
  /** Processor time of its process so far, in seconds. */
  processor(): Promise<number>;
  close(): Promise<void>;
}

export type OpenTimedPage = (url: string, withExtension: boolean) => Promise<TimedPage>;
