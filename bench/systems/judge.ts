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
export function judge({ title, refuses = {}, opens, flat = false, keepsMiB = 0 }: Case, arms: SystemArm[]): string[] {
  const none = arms.find(({ patch }) => patch === 'none')?.perCycleMiB ?? null;
  return arms.flatMap(({ patch, intact, cycles, perCycleMiB, reasons, ...said }) => {
    const wrong: string[] = [];
    const say = (what: string) => wrong.push(`${title}, ${patch}: ${what}.`);
    if (intact !== cycles) say(`picture intact in ${intact} of ${cycles}`);
    if (opens && patch === 'none' && said.opens !== opens) say(`the sentence leads to ${said.opens}, not ${opens}`);
    const reason = refuses[patch];
    if (reason && !reasons.some((one) => one.includes(reason))) say(`the patch log does not say "${reason} …"`);
    if (patch === 'none' || reason || flat || cycles < ENOUGH_CYCLES) return wrong;
    if (none !== null && perCycleMiB !== null && perCycleMiB > none * SHARE + NOISE + keepsMiB) {
      say(`${perCycleMiB} MiB a cycle, of ${none} without it`);
    }
    return wrong;
  });
}
