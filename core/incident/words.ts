import { ACTIVE_PATCHES } from '../../protocol/patches';
import { formatAbout } from '../estimate/totals';
import { PATCH_NAMES } from '../patches/patches';
import { bytes } from '../text/format';
import { ENOUGH_PUBLISHES } from '../verdict/rule';
import type { Incident } from './incident';
import { type Checked, checkLast, type NextPublish, type Price } from './next-publish';
import type { Half } from './past';

/** One term of a price, and whether the last publish met it. */
export interface PriceTerm {
  text: string;
  met: boolean | null;
}

/** `+1 transceiver`, `+40 MB`, `+4 kB SDP`: what is known. */
export function priceTerms({ transceivers, mib, sdpBytes }: Price, checked: Checked): PriceTerm[] {
  const terms = [
    transceivers !== null && {
      text: `+${transceivers} transceiver${transceivers === 1 ? '' : 's'}`,
      met: checked.transceivers,
    },
    mib !== null && transceivers !== 0 && { text: `+${formatAbout(mib)}`, met: checked.mib },
    sdpBytes !== null && { text: `+${bytes(sdpBytes)} SDP`, met: checked.sdpBytes },
  ];
  return terms.filter((each) => each !== false);
}

/** What the last publish was to add, each ticked or crossed; empty before there is one to check. */
export function lastTerms(next: NextPublish): PriceTerm[] {
  return next.last ? priceTerms(next.last.actual, checkLast(next)) : [];
}

/** `+1 transceiver, +40 MB, +4 kB SDP`; empty where nothing is known. */
export function nextText({ expected }: NextPublish): string {
  return priceTerms(expected, { transceivers: null, mib: null, sdpBytes: null })
    .map(({ text }) => text)
    .join(', ');
}

const MARKS = new Map([
  [true, '✓'],
  [false, '✗'],
]);

export const markOf = (met: boolean | null): string => (met === null ? '' : MARKS.get(met)!);

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

/** What a text says below the headline: the next publish, and both halves of a trial. */
export function incidentLines({ next, trial }: Incident): string[] {
  const expected = next ? nextText(next) : '';
  return [
    ...(expected ? [`Next ${next!.subject}, expected: ${expected}`] : []),
    ...(trial.length > 0 ? [trialText(trial)] : []),
  ];
}

/** How often one has yet to share with a patch on to see what it does: `share again: 0 of 3`. */
export function trialProgress(trial: readonly Half[], patch: string): { done: number; of: number } | null {
  if (!ACTIVE_PATCHES.some((each) => each === patch)) return null;
  const done = trial.find((half) => half.patch === patch)?.publishes ?? 0;
  return done < ENOUGH_PUBLISHES ? { done, of: ENOUGH_PUBLISHES } : null;
}
