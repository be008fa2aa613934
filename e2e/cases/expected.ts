/**
 * What must be said of each page of `pages/`, by hand: the same live, from a recording and on the command
 * line. Plain data.
 */
import { CAPTURES, TRACKS } from './expected/captures';
import { CONNECTIONS } from './expected/connections';
import { HEALTHY } from './expected/healthy';
import { NEGOTIATION, RECEIVERS } from './expected/receivers';
import { SENDERS } from './expected/senders';
import type { ExpectedPage } from './expected/types';

export const EXPECTED: readonly ExpectedPage[] = [
  ...SENDERS,
  ...RECEIVERS,
  ...CONNECTIONS,
  ...CAPTURES,
  ...TRACKS,
  ...NEGOTIATION,
  ...HEALTHY,
];
