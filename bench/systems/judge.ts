import type { Patch } from '../../protocol/state';
import type { Case, SystemArm } from './types';

/** What a patch may cost of what the page costs alone; and the noise of a reading, in MiB a cycle. */
const SHARE = 0.1;
const NOISE = 0.3;
/** In fewer cycles what is made once still shows. */
const ENOUGH_CYCLES = 20;

/**
 * What must hold in a case: the picture is intact under every patch, a patch that must not act gives
 * its reason, the others cost a tenth of none at most.
 * @returns a sentence per failure
 */
export function judge(testCase: Case, arms: SystemArm[]): string[] {
  const { title, refuses = {}, opens, flat = false } = testCase;
  const none = arms.find(({ patch }) => patch === 'none')?.perCycleMiB ?? null;
  return arms.flatMap(({ patch, intact, cycles, perCycleMiB, reasons, ...arm }) => {
    const wrong: string[] = [];
    const fail = (what: string) => wrong.push(`${title}, ${patch}: ${what}.`);
    if (intact !== cycles) fail(`picture intact in ${intact} of ${cycles}`);
    if (opens && patch === 'none' && arm.opens !== opens) fail(`the sentence leads to ${arm.opens}, not ${opens}`);
    const reason = refuses[patch];
    if (reason && !reasons.some((given) => given.includes(reason))) fail(`the patch log does not say "${reason} …"`);
    if (patch === 'none' || reason || flat || cycles < ENOUGH_CYCLES) return wrong;
    if (none !== null && perCycleMiB !== null && !isSmall(perCycleMiB, none, keptMiB(testCase, patch))) {
      fail(`${perCycleMiB} MiB a cycle, of ${none} without it`);
    }
    return wrong;
  });
}

/** Whether a cycle costs next to nothing of what it costs the page alone, in MiB, beside what the page itself keeps. */
export const isSmall = (perCycleMiB: number, none: number, keepsMiB: number) =>
  perCycleMiB <= none * SHARE + NOISE + keepsMiB;

/** What stays a cycle under a patch, whatever it does. */
export const keptMiB = ({ keeps, idleKeepsMiB = 0 }: Case, patch: Patch) =>
  (keeps?.mib ?? 0) + (patch === 'downscale' ? idleKeepsMiB : 0);
