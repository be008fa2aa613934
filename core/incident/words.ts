import { ACTIVE_PATCHES } from '../../protocol/patches';
import { formatAbout } from '../estimate/totals';
import { PATCH_NAMES } from '../patches/patches';
import { bytes } from '../text/format';
import { ENOUGH_PUBLISHES } from '../verdict/publishes/rule';
import { checkLast, type NextPublish, type Price } from './next-publish';
import type { Half } from './past';

/** One term of a price. */
export interface PriceTerm {
  text: string;
  /** Whether the last publish added what was expected of it; null where there was none to tell. */
  met: boolean | null;
  /** What the last publish added instead; null where it met what was expected. */
  instead: string | null;
}

/** `+1 transceiver`, `+40 MB`, `+4 kB SDP`: what is known of the next publish, checked by the last one. */
export function priceTerms(next: NextPublish): PriceTerm[] {
  const checked = checkLast(next);
  const [expected, actual] = [termsOf(next.expected), next.last ? termsOf(next.last.actual) : null];
  return (['transceivers', 'mib', 'sdpBytes'] as const).flatMap((key) => {
    const text = expected[key];
    const met = checked[key];
    return text === null ? [] : [{ text, met, instead: met === false ? (actual?.[key] ?? null) : null }];
  });
}

const termsOf = ({ transceivers, mib, sdpBytes }: Price) => ({
  transceivers: transceivers === null ? null : `+${transceivers} transceiver${transceivers === 1 ? '' : 's'}`,
  mib: mib === null || mib.high === 0 ? null : `+${formatAbout(mib)}`,
  sdpBytes: sdpBytes === null ? null : `+${bytes(sdpBytes)} SDP`,
});

/** `+1 transceiver, +40 MB, +4 kB SDP`; empty where nothing is known. */
export const nextText = (next: NextPublish): string =>
  priceTerms(next)
    .map(({ text }) => text)
    .join(', ');

/** `7 of 7 left idle`. */
export const halfText = ({ leftIdle, publishes }: Pick<Half, 'leftIdle' | 'publishes'>): string =>
  `${leftIdle} of ${publishes} left idle`;

/** `Before: 7 of 7 left idle. With Reuse: 0 of 3.` */
export function trialText(trial: readonly Half[]): string {
  return trial
    .map((half, i) => {
      const name = half.patch === 'none' ? 'Before' : `With ${PATCH_NAMES[half.patch]}`;
      return `${name}: ${i === 0 ? halfText(half) : `${half.leftIdle} of ${half.publishes}`}.`;
    })
    .join(' ');
}

/** How often one has yet to share with a patch on to see what it does: `share again: 0 of 3`. */
export function trialProgress(trial: readonly Half[], patch: string): { done: number; of: number } | null {
  if (!ACTIVE_PATCHES.some((each) => each === patch)) return null;
  const done = trial.find((half) => half.patch === patch)?.publishes ?? 0;
  return done < ENOUGH_PUBLISHES ? { done, of: ENOUGH_PUBLISHES } : null;
}
