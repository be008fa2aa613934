import type { Browser } from '../../manifest';
import { type Case, FRAME_MIB, type System } from './types';

export interface Wanted {
  full: boolean;
  /** Only the cases, of all, whose title holds it. */
  only?: string | undefined;
  kind: Browser;
}

/** The cases of a system that are asked for, as they are in the browser, and why others can't be run there. */
export function casesOf(system: System, { full, only, kind }: Wanted): { cases: Case[]; left: string[] } {
  const wanted = system.cases.filter((one) => (only === undefined ? full || !one.full : one.title.includes(only)));
  if (kind === 'chrome') return { cases: wanted, left: [] };
  const left = wanted.flatMap(({ title, notInFirefox }) => (notInFirefox ? [`${title}: ${notInFirefox}`] : []));
  return { cases: wanted.filter(({ notInFirefox }) => !notInFirefox).map(inFirefox), left };
}

/** A row of its own. A panel opens no source there, and a sender keeps its last frame until it sends again. */
function inFirefox({ opens: _, ...testCase }: Case): Case {
  return { ...testCase, title: `${testCase.title}, in Firefox`, idleKeepsMiB: FRAME_MIB };
}
