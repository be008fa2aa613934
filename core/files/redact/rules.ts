import type { Recording } from '../format/recording';
import {
  args,
  codec,
  documentId,
  enumerated,
  id,
  implementation,
  label,
  mid,
  mode,
  name,
  type Rule,
  reason,
  removed,
  rid,
  runId,
  size,
  stack,
  url,
  userAgent,
  version,
  words,
} from './rule';

const source = { type: enumerated, call: words };

const transceiver = {
  mid,
  kind: enumerated,
  direction: enumerated,
  currentDirection: enumerated,
  phase: enumerated,
  track: { id, label, kind: enumerated, readyState: enumerated, source },
  receiverTrack: { id, readyState: enumerated },
  streams: id,
  encodings: { rid, scalabilityMode: mode },
  codecPreferences: codec,
  madeBy: enumerated,
  downscaled: enumerated,
  stats: {
    layers: { rid, codec, scalabilityMode: mode, contentType: implementation, encoder: implementation },
  },
};

const step = {
  type: enumerated,
  kind: enumerated,
  direction: enumerated,
  currentDirection: enumerated,
  phase: enumerated,
  source: enumerated,
  why: enumerated,
};

/** Log entries of all types: a member has the same meaning in all of them. */
const entry = {
  ...step,
  name: words,
  args,
  error: words,
  value: words,
  patch: enumerated,
  outcome: enumerated,
  reason,
  candidates: { reason },
};

const history = {
  steps: step,
  marks: { type: enumerated, text: words },
  publishes: { kind: enumerated, source: enumerated, codec },
  doubts: { reason: enumerated },
};

/**
 * One rule for each field of a recording that holds text. A field without a rule does not compile, and
 * text that is not covered is removed. docs/recording-format.md has the rules as a table.
 */
export const RULES: RulesOf<Recording> = {
  format: enumerated,
  generator: version,
  source: enumerated,
  environment: { inspector: version, userAgent, platform: userAgent },
  redacted: { what: removed },
  runs: {
    id: runId,
    name,
    patch: enumerated,
    flags: enumerated,
    check: { verdict: enumerated, rule: words, reasons: words },
    documents: documentId,
  },
  readings: { typed: size, note: words },
  documents: {
    info: { id: documentId, url },
    gone: { why: words },
    patch: enumerated,
    connections: { connectionState: enumerated, iceConnectionState: enumerated, signalingState: enumerated },
    transceivers: transceiver,
    errors: { where: words, message: words },
    captures: { kind: enumerated, source },
    captureTallies: { type: enumerated, kind: enumerated },
    log: entry,
    stacks: stack,
    notes: words,
    history,
    series: { rid },
  },
};

type Member<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;
type Key<T> = T extends unknown ? keyof T : never;
type Item<T> = T extends readonly (infer I)[] ? I : never;
type Text<T> = Extract<T, string>;
type List<T> = Extract<T, readonly unknown[]>;
type Members<T> = Exclude<Extract<T, object>, readonly unknown[]>;

/** Whether a type contains text, at any depth. */
type HasText<T> = [Text<T>] extends [never]
  ? [List<T>] extends [never]
    ? [Members<T>] extends [never]
      ? false
      : true extends { [K in Key<Members<T>>]: HasText<Member<Members<T>, K>> }[Key<Members<T>>]
        ? true
        : false
    : HasText<Item<List<T>>>
  : true;

/** A rule for each text, nested like the members that lead to it. */
export type RulesOf<T> = [Text<T>] extends [never]
  ? [List<T>] extends [never]
    ? {
        [K in Key<Members<T>> as HasText<Member<Members<T>, K>> extends true ? K : never]-?: RulesOf<
          Member<Members<T>, K>
        >;
      }
    : RulesOf<Item<List<T>>>
  : Rule;
