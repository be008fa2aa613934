import type { Patch } from '../../protocol/state';
import type { Finding } from '../findings/finding';
import { findingOf } from '../findings/units/idle-senders';
import { publishesOf } from '../history/publishes';
import type { Subject } from '../history/subject';
import { isChosen } from '../lists/chosen';
import type { DocumentView } from '../model/view';
import type { Evidence } from '../verdict/evidence';
import { evidenceOf } from '../verdict/gather';
import { publishVerdictsOf } from '../verdict/publishes/publish-verdict';
import { type Stretch, stretchesOf } from './stretches';

/** What the publishes of one subject did while one patch, or none, was on. */
export interface Half {
  patch: Patch;
  subject: Subject;
  publishes: number;
  /** Publishes that added a transceiver which was idle at the end. */
  leftIdle: number;
  /** When it began, epoch ms; 0 for the beginning of its page. */
  from: number;
}

/** What stays to be said of a document when its patch was switched, the view cleared, or the page left. */
export interface Past {
  url: string;
  halves: readonly Half[];
  /** What grew last without a patch; null where nothing did. */
  grew: Grown | null;
}

export interface Grown {
  finding: Finding;
  subject: Subject;
}

/** By the evidence of the whole document, which is another one whenever something of it has changed; then by the chosen. */
const known = new WeakMap<Evidence, Map<string, Past>>();

/** @param connections those that are looked at; null for all */
export function pastOf(view: DocumentView, connections: Evidence['connections'] = null): Past {
  const now = evidenceOf(view);
  const pasts = known.get(now) ?? new Map<string, Past>();
  known.set(now, pasts);
  const key = connections === null ? '' : [...connections].join();
  let past = pasts.get(key);
  if (past?.url !== view.info.url) {
    past = makePast(view, connections);
    pasts.set(key, past);
  }
  return past;
}

function makePast(view: DocumentView, connections: Evidence['connections']): Past {
  const stretches = stretchesOf(view, connections);
  const grew = stretches.filter(({ patch }) => patch === 'none').flatMap(({ evidence }) => growingIn(evidence));
  return {
    url: view.info.url,
    halves: stretches.flatMap(halvesOf),
    grew: grew.at(-1) ?? null,
  };
}

/** Of those of one stretch the one with the most idle transceivers is last. */
function growingIn(evidence: Evidence): Grown[] {
  return publishVerdictsOf(evidence)
    .filter(({ state }) => state === 'growing')
    .sort((a, b) => a.idle - b.idle)
    .map((verdict) => ({ finding: findingOf(evidence, verdict), subject: verdict.subject }));
}

function halvesOf({ patch, from, evidence: { steps, connections } }: Stretch): Half[] {
  const halves = new Map<Subject, Half>();
  for (const { connection, publishes, lives } of publishesOf(steps)) {
    if (!isChosen(connections, connection)) continue;
    for (const { at, subject, added, transceiver } of publishes) {
      if (at < from) continue;
      const half = halves.get(subject) ?? { patch, subject, publishes: 0, leftIdle: 0, from };
      half.publishes += 1;
      if (added && lives.get(transceiver)?.phase === 'idle') half.leftIdle += 1;
      halves.set(subject, half);
    }
  }
  return [...halves.values()];
}

/** The halves of a trial: what the page did without a patch, and what with each. */
export function trialOf(pasts: readonly Past[], subject: Subject): Half[] {
  const sums = new Map<Patch, Half>();
  for (const half of pasts.flatMap(({ halves }) => halves)) {
    if (half.subject !== subject) continue;
    const sum = sums.get(half.patch);
    sums.set(half.patch, sum ? added(sum, half) : half);
  }
  return [...sums.values()].sort((a, b) => Number(a.patch !== 'none') - Number(b.patch !== 'none'));
}

const added = (a: Half, b: Half): Half => ({
  ...a,
  publishes: a.publishes + b.publishes,
  leftIdle: a.leftIdle + b.leftIdle,
});
