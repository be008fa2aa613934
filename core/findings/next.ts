import { SOURCES } from '../files/sources';
import type { DocumentView } from '../model/view';
import { evidenceOf } from '../verdict/gather';
import { receivingOf } from '../verdict/receiving';
import type { Result } from './result';
import { uncheckedTexts } from './unchecked';

/** Signs of what else a page may pile up: counts, and no claim that it does. */
export interface Signs {
  /** Live captures, and how many of those nobody sends. */
  captures: number;
  unsent: number;
  /** Connections that are not closed. */
  open: number;
  /** Incoming media that is over: the elements that played it may be there yet. */
  playedOut: number;
  /** Microphones that were ever captured; where it is often, an AudioContext may stand behind each. */
  microphones: number;
  /** Of the page's JavaScript, in bytes; null where not known. */
  jsHeapBytes: number | null;
  /** It is a file that another program wrote, so nothing can be tried on the page. */
  foreign: boolean;
}

/** What of that there is in documents that live. */
export function signsOf(documents: readonly DocumentView[], jsHeapBytes: number | null): Signs {
  const live = documents.filter(({ link }) => link.state === 'live');
  const sum = (count: (view: DocumentView) => number) => live.reduce((total, view) => total + count(view), 0);
  return {
    captures: sum(({ captures }) => captures.length),
    unsent: sum(({ captures }) => captures.filter(({ unsentSince }) => unsentSince !== null).length),
    open: sum(({ connections }) => [...connections.values()].filter(({ closedAt }) => closedAt === null).length),
    playedOut: sum((view) =>
      receivingOf(evidenceOf(view)).reduce((total, { ended, made, done }) => total + (ended ? made : done), 0),
    ),
    microphones: sum(({ captureTallies }) =>
      captureTallies.reduce((total, { type, made }) => total + (type === 'microphone' ? made : 0), 0),
    ),
    jsHeapBytes,
    foreign: documents.some(({ source }) => SOURCES[source].writer !== null),
  };
}

/** So many of a kind, and it is worth a look whether something is kept for each. */
const SEVERAL = 3;

/** Where to look where nothing that is known here explains what grows: only what there are signs of. */
export function lookNext({ publishing, unchecked }: Pick<Result, 'publishing' | 'unchecked'>, signs: Signs): string[] {
  const { captures, unsent, open, playedOut, microphones, jsHeapBytes, foreign } = signs;
  const { primary } = publishing;
  const heap = jsHeapBytes === null ? '' : ` It is ${Math.round(jsHeapBytes / 1024 ** 2)} MB now (measured).`;
  return [
    primary?.state === 'unknown' && !primary.ended && `${foreign ? '' : 'First: '}${primary.because}`,
    captures > 0 &&
      `Live captures: ${captures} (${unsent} not sent). Each holds its device and frames until its stop().`,
    open > 1 &&
      `Open connections: ${open}. A closed one frees its encoders; Chrome refuses new ones at about 440–490 in a process.`,
    playedOut >= SEVERAL &&
      `Players: ${playedOut} incoming tracks are over. Whether their elements were removed can’t be seen from here; srcObject = null lets go of a track.`,
    microphones >= SEVERAL &&
      `AudioContexts: a microphone was captured ${microphones} times. Whether an AudioContext was made for each can’t be seen from here; each holds a thread until its close().`,
    heap !== '' && `JS heap: take two snapshots in the Memory panel and compare; encoders are not in it.${heap}`,
    !foreign &&
      'The whole process: type in readings of Chrome’s task manager; the panel then shows the part that its estimate doesn’t explain.',
    ...uncheckedTexts(unchecked),
  ].filter((each) => each !== false);
}
