import type {
  Expect,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
} from '@playwright/test';
import type { BoundedOptions, Budget, Patch, Rtc } from './inspection.js';

export * from './inspection.js';

export interface RtcOptions {
  /** In force from the first document on: an A/B comparison is two projects. Default `none`. */
  rtcPatch: Patch;
  /** When recording and report are attached. Default `on-failure`. */
  rtcRecording: 'on' | 'off' | 'on-failure';
  /** Whether what is attached is without addresses and names. Default false: they are your own. */
  rtcRedact: boolean;
}

/** Playwright Test's own `test`, with `rtc`: the test's context under inspection. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & RtcOptions & { rtc: Rtc },
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>;

type Matchers = {
  /** Nothing piles up. Too little to say fails, unless `{ unknown: 'pass' }`. */
  toStayBounded(rtc: Rtc, options?: BoundedOptions): Promise<{ pass: boolean; name: string; message(): string }>;
  /** No connection has more. */
  toKeepAtMost(rtc: Rtc, budget: Budget): Promise<{ pass: boolean; name: string; message(): string }>;
};

export const expect: Expect<Matchers>;
