import { expect, test } from '@playwright/test';
import type { StateEntry } from '../../protocol/log';
import { Steps } from '../fixtures/steps';
import { subjectOf } from '../history/subject';
import { connectionVerdicts } from './connection';
import { publishVerdictsOf } from './publishes/publish-verdict';
import { judge } from './verdict';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A random life over several connections and both kinds; anything may follow anything. */
function life(seed: number, length: number): Steps {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const steps = new Steps();
  const all: ReturnType<Steps['make']>[] = [];
  for (let i = 0; i < length; i++) {
    const one = pick(all);
    const what = random();
    if (!one || what < 0.3)
      all.push(
        steps.publish(1 + Math.floor(random() * 3), pick(['audio', 'video']), pick(['camera', 'screen', 'canvas'])),
      );
    else if (what < 0.55) steps.unpublish(one);
    else if (what < 0.75) steps.send(one, pick(['camera', 'screen']), pick(['new', 'same']));
    else if (what < 0.85) steps.receive(one, random() < 0.5);
    else steps.stop(one, random() < 0.5);
  }
  return steps;
}

/** The steps of the connections in another interleaving; each connection's own stay in order. */
function interleaved(list: readonly StateEntry[], seed: number): StateEntry[] {
  const random = randomOf(seed);
  const queues = [1, 2, 3].map((id) => list.filter((step) => step.connection === id)).filter((each) => each.length > 0);
  const mixed: StateEntry[] = [];
  while (queues.length > 0) {
    const i = Math.floor(random() * queues.length);
    mixed.push(queues[i]!.shift()!);
    if (queues[i]!.length === 0) queues.splice(i, 1);
  }
  return mixed;
}

const SEEDS = Array.from({ length: 150 }, (_, i) => i + 1);

test('events of other connections, in whatever order or not at all, do not change a verdict', () => {
  const different = SEEDS.filter((seed) => {
    const steps = life(seed, 60);
    const told = (list: readonly StateEntry[]) => connectionVerdicts(steps.evidence({ steps: list }));
    const first = (list: readonly StateEntry[]) => told(list).filter(({ connection }) => connection === 1);
    const alone = steps.list.filter((step) => step.connection === 1);
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    return !same(told(interleaved(steps.list, seed)), told(steps.list)) || !same(told(alone), first(steps.list));
  });
  expect(different).toEqual([]);
});

/** What cannot be, in figures or words. */
function wrongIn(seed: number): string[] {
  const evidence = life(seed, 80).evidence();
  const wrong: string[] = [];
  for (const { publishes, made, sending, idle, removed, sentence, pattern, state } of publishVerdictsOf(evidence)) {
    const figures = [publishes, made, sending, idle, removed];
    if (!figures.every((figure) => Number.isInteger(figure) && figure >= 0)) wrong.push(figures.join());
    if (made > publishes) wrong.push(`${made} made by ${publishes}`);
    if (/NaN|-\d|undefined/.test(sentence)) wrong.push(sentence);
    if ((pattern === null) === (state === 'stable')) wrong.push(`${state} ${pattern}`);
  }
  for (const { transceivers, idle } of connectionVerdicts(evidence)) {
    for (const kind of ['audio', 'video'] as const) {
      if (!(idle[kind] >= 0 && transceivers[kind] >= idle[kind])) wrong.push(`${idle[kind]} of ${transceivers[kind]}`);
    }
  }
  const { sentence } = judge([evidence]);
  return /NaN|undefined/.test(sentence) ? [...wrong, sentence] : wrong;
}

test('no figure is NaN, negative or more than there can be', () => {
  expect(SEEDS.flatMap(wrongIn)).toEqual([]);
});

test('what grows still grows however long it goes on, and stops growing with the first reuse', () => {
  for (const count of [3, 10, 300]) {
    const steps = new Steps();
    let last = steps.publish();
    for (let i = 1; i < count; i++) {
      steps.unpublish(last);
      last = steps.publish();
    }
    expect(publishVerdictsOf(steps.evidence())[0]!.state).toBe('growing');
    steps.unpublish(last);
    steps.send(last);
    expect(publishVerdictsOf(steps.evidence())[0]!.state).toBe('stable');
  }
});

test('nothing is called stable where each of the last three publishes set a record of transceivers that still stands', () => {
  const wrong = SEEDS.flatMap((seed) => {
    const steps = life(seed, 80);
    return publishVerdictsOf(steps.evidence()).filter(
      ({ state, connection, kind, subject }) => state === 'stable' && climbs(steps.list, connection, kind, subject),
    );
  });
  expect(wrong).toEqual([]);
});

/** Counted anew, step by step: what sends or is idle of a subject, at each of its publishes and at the end. */
function climbs(steps: readonly StateEntry[], connection: number, kind: string, subject: string): boolean {
  const subjects = new Map<number, string>();
  const present = new Set<number>();
  const counts: number[] = [];
  let count = 0;
  for (const step of steps) {
    if (step.connection !== connection || step.kind !== kind) continue;
    const id = step.transceiver!;
    if (step.why === 'published') subjects.set(id, subjectOf(step.source, step.kind));
    if (step.phase === 'stopped' || step.why === 'removed') present.delete(id);
    else if (subjects.has(id)) present.add(id);
    count = [...present].filter((each) => subjects.get(each) === subject).length;
    if (step.why === 'published' && subjects.get(id) === subject) counts.push(count);
  }
  const records = counts.slice(-3).every((count, i, last) => {
    return count > Math.max(0, ...counts.slice(0, counts.length - last.length + i));
  });
  return counts.length >= 3 && records && count >= counts.at(-3)!;
}
