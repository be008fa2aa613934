import { expect, test } from '@playwright/test';
import { framePlace } from '../callsite/stack';
import { resultOf } from '../findings/result';
import { FakePage } from '../fixtures/page';
import { healthy, shareRepeatedly } from '../fixtures/scenes';
import { DocumentModel } from '../model/document';
import { factsOf } from '../verdict/gather';
import { cardLines, fixLines } from './card';
import { fixText } from './fix-text';
import { type Incident, incidentOf } from './incident';
import { checkLast } from './next-publish';
import { type Past, pastOf } from './past';
import { nextText, trialProgress } from './words';

const T0 = Date.UTC(2026, 0, 1);

/** What the panel would have of a page. */
function viewOf(page: FakePage): DocumentModel {
  const update = page.update(true);
  const model = new DocumentModel(update.doc);
  model.apply(update);
  return model;
}

function incidentOfPage(page: FakePage, since = 0, kept: Past[] = []): Incident {
  const view = viewOf(page);
  const facts = [factsOf(view, null, since, page.now)];
  return incidentOf(resultOf(facts), facts, [...kept, pastOf(view)]);
}

/** The card as text. */
const linesOf = (incident: Incident) =>
  cardLines(
    incident,
    { idleEstimate: encoders(incident.finding?.count ?? 0), receivers: encoders(0) },
    { frame: (each) => each, place: framePlace },
  );
const encoders = (senders: number) => ({ senders, low: 40 * senders, high: 42 * senders, unknown: 0, uncalibrated: 0 });

/** Shares and stops, each with a transceiver of its own. */
function leaking(shares: number): { page: FakePage; connection: ReturnType<FakePage['connect']> } {
  const page = new FakePage('doc', T0);
  const connection = page.connect();
  page.unpublish(shareRepeatedly(page, connection, shares));
  page.wait(4_000);
  return { page, connection };
}

test('a leak: what the next share adds, the patch that fits, nothing of a trial', () => {
  const { page } = leaking(7);
  const incident = incidentOfPage(page);
  expect(incident.finding?.id).toBe('idle-senders');
  expect(incident).toMatchObject({ past: false, tryFirst: 'reuse', trial: [], others: [] });
  expect(incident.next?.expected.transceivers).toBe(1);
  expect(nextText(incident.next!)).toMatch(/^\+1 transceiver, \+\d+ MB/);
  expect(checkLast(incident.next!)).toMatchObject({ transceivers: true, mib: true });
});

test('an expectation that fails is crossed, and so is one of another size', () => {
  const price = { transceivers: 1, mib: { low: 38, high: 42 }, sdpBytes: 4_000 };
  const last = { expected: price, actual: { transceivers: 0, mib: { low: 10, high: 12 }, sdpBytes: 4_100 } };
  const next = { subject: 'screen share' as const, expected: price, last };
  expect(checkLast(next)).toEqual({ transceivers: false, mib: false, sdpBytes: true });
  const unknown = { ...last, actual: { transceivers: null, mib: null, sdpBytes: null } };
  expect(checkLast({ ...next, last: unknown })).toEqual({ transceivers: null, mib: null, sdpBytes: null });
});

test('after a trial both halves and the fix stay: with the patch on, switched back, and cleared', () => {
  const { page, connection } = leaking(7);
  page.switchPatch('reuse');
  const begun = incidentOfPage(page);
  expect(begun).toMatchObject({ past: true, trial: [{ patch: 'none', publishes: 7, leftIdle: 7 }] });
  expect(begun.headline.text).toMatch(/^No screen share yet with Reuse on/);
  expect(trialProgress(begun.trial, 'reuse')).toEqual({ done: 0, of: 3 });
  expect(begun.next?.expected.transceivers).toBe(0);

  page.unpublish(shareRepeatedly(page, connection, 3));
  const tried = incidentOfPage(page);
  expect(linesOf(tried)).toContain('Before: 7 of 7 left idle. With Reuse: 0 of 3.');
  expect(trialProgress(tried.trial, 'reuse')).toBeNull();
  expect(tried.finding?.recipes.length).toBeGreaterThan(0);

  page.wait(1_000).switchPatch('none');
  for (const since of [0, page.now]) {
    const after = incidentOfPage(page, since);
    expect(after).toMatchObject({ past: true, tryFirst: 'reuse' });
    expect(linesOf(after)).toContain('Before: 7 of 7 left idle. With Reuse: 0 of 3.');
    expect(after.finding?.recipes).toEqual(tried.finding?.recipes);
  }
});

test('cleared without a trial the finding stays, and what it was', () => {
  const { page } = leaking(7);
  const incident = incidentOfPage(page, page.now);
  expect(incident).toMatchObject({ past: true, tryFirst: 'reuse' });
  expect(linesOf(incident)[0]).toBe('Before: 7 of 7 left idle.');
});

test('over a reload: the first document’s half is there beside the second’s', () => {
  const { page } = leaking(3);
  const kept = pastOf(viewOf(page));
  const next = new FakePage('doc-2', page.now + 5_000);
  next.switchPatch('reuse');
  const connection = next.wait(1_000).connect();
  next.unpublish(shareRepeatedly(next, connection, 3));
  const incident = incidentOfPage(next, 0, [kept]);
  expect(incident.past).toBe(true);
  expect(linesOf(incident)).toContain('Before: 3 of 3 left idle. With Reuse: 1 of 3.');
});

test('a page that reuses by itself: no finding, nothing to try, no halves', () => {
  const page = healthy(T0);
  expect(incidentOfPage(page)).toMatchObject({ finding: null, past: false, tryFirst: null, trial: [], others: [] });
});

test('the fix as text: the line only with the page’s own names, the steps as comments, the code', () => {
  const finding = incidentOfPage(leaking(4).page).finding!;
  const own = fixText(finding, true);
  expect(own).toMatch(/^\/\/ livekit-client: keep the publication/);
  expect(own).toContain('// Line: ');
  expect(own).toContain(finding.recipes[0]!.code!);
  expect(fixText(finding, false)).not.toContain('// Line: ');
});

test('the card as text: what it holds, the next share with its tick, the line, the fix; a line each', () => {
  const { page } = leaking(7);
  const incident = incidentOfPage(page);
  expect(linesOf(incident)).toEqual([
    'Idle encoders: ≈ 290 MB (estimate)',
    expect.stringMatching(
      /^Next screen share: \+1 transceiver ✓, \+\d+ MB ✓(, \+[\d.]+ kB SDP( ✓)?)? \(✓: so did the last one\)$/,
    ),
    expect.stringMatching(/^Made at share\(\) app-4f2c81\.js:214:9 through livekit-client 2\.23\.0, /),
  ]);
  expect(fixLines(incident)).toEqual([
    expect.stringMatching(/^Fix it in code: livekit-client: keep/),
    'Missing: reuse or stop() of the idle transceiver',
    'Patches to try on the live page: Reuse, Stop, Downscale',
  ]);
});

test('a card of unknown memory and without a line says so, never 0 and never an empty line', () => {
  const incident = incidentOfPage(leaking(4).page);
  const blind = { ...incident, finding: { ...incident.finding!, culprit: { app: null, sdk: null } } };
  const unknown = { senders: 4, low: 0, high: 0, unknown: 4, uncalibrated: 0 };
  const held = { idleEstimate: unknown, receivers: { ...encoders(0), senders: 4, low: 1.6, high: 2.8 } };
  const lines = cardLines(blind, held, { frame: (each) => each, place: framePlace });
  expect(lines[0]).toBe('Idle encoders: memory unknown');
  // A figure of its own: no encoder is in it.
  expect(lines[1]).toBe('4 receivers that receive no more: ≈ 2–3 MB (estimate)');
  expect(lines.at(-1)).toBe('Line of code: unknown');
});
