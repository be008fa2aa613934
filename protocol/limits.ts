/** Log entries in one message. A longer log comes in several messages, all full except the last. */
export const LOG_PAGE = 2_000;

/** The largest time that a Date can hold, in ms (ECMA-262, section 21.4.1.1). Formatting a larger one throws. */
export const MAX_TIME_MS = 8.64e15;

/**
 * Limits of one message. A document keeps within them, and a panel refuses messages that exceed them:
 * the page is untrusted, and must not be able to fill the panel's memory.
 */
export const LIMITS = {
  connections: 2_000,
  transceivers: 20_000,
  logEntries: 50_000,
  captures: 1_000,
  /** Causes of data channels in one connection, of captures in one document. */
  tallies: 100,
  stacks: 20_000,
  errors: 200,
  layers: 32,
  encodings: 32,
  streams: 64,
  codecPreferences: 128,
  candidates: 1_000,
  /** Characters of one id, label, name, MIME type or state. */
  shortText: 1_024,
  /** Characters of one URL, rendered call or error message. */
  longText: 4_096,
  /** Characters of one call stack. */
  stackText: 20_000,
  /** Characters of all text in one message. */
  totalText: 16_000_000,
} as const;
