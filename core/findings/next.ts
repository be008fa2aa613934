import type { VerdictState } from '../verdict/rule';

/** What else a page may pile up, as far as it is known here. */
export interface Elsewhere {
  /** Live captures, and how many of those nobody sends. */
  captures: number;
  unsent: number;
  /** Connections that are not closed. */
  open: number;
  /** Of the page's JavaScript, in bytes; null where not known. */
  jsHeapBytes: number | null;
}

/** Where to look where transceivers do not explain what grows. */
export function lookNext(state: VerdictState, { captures, unsent, open, jsHeapBytes }: Elsewhere): string[] {
  const heap = jsHeapBytes === null ? '' : ` It is ${Math.round(jsHeapBytes / 1024 ** 2)} MB now (measured).`;
  return [
    ...(state === 'unknown'
      ? ['First: publish and unpublish a few times more, since too little has happened yet.']
      : []),
    `Live captures: ${captures} (${unsent} not sent). Each holds its device and frames until its stop().`,
    `Open connections: ${open}. A closed one frees its encoders; Chrome refuses new ones at about 440-490 in a process.`,
    `JS heap: take two snapshots in the Memory panel and compare; encoders are not in it.${heap}`,
    'The whole process: type in readings of Chrome’s task manager, and the panel says what its estimate does not explain.',
  ];
}
