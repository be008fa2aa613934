import { expect, test } from '@playwright/test';
import { FakePage } from '../../fixtures/page';
import { type PlayedRun, playRun } from '../../fixtures/runs';
import { DocumentModel } from '../../model/document';
import { compareAll } from './compare-all';
import { buildMark, buildOf } from './origin';
import { type ComparableRun, subjectToCompare } from './run-figures';

const T0 = Date.UTC(2026, 0, 1);

function run(name: string, options: Partial<PlayedRun> = {}, more: Partial<ComparableRun> = {}): ComparableRun {
  const { record, page } = playRun({ from: T0, shares: 3, ...options });
  const { patch = 'none' } = options;
  return { name, patch, from: T0 - 1, to: page.now, flags: [], documents: [record], readings: [], ...more };
}

test('three builds side by side: a column each, and one sentence that groups what is alike', () => {
  const pages = ['https://app.example/?build=1'];
  const said = compareAll(
    [run('213', {}, { pages }), run('214'), run('215', { patch: 'reuse' }, { flags: ['incomplete'] })],
    T0,
  );
  expect(said.names).toEqual(['213', '214', '215']);
  expect(said.conclusion).toMatch(
    /^Each further screen share: adds 1 transceiver and ≈ \d+ MB of idle encoders \(estimate\) in “213” and “214”; adds no transceiver in “215”\.$/,
  );
  const cells = (label: string) => said.rows.find((row) => row.label === label)?.cells;
  expect(cells('Acceptance check')).toEqual(['FAIL', 'FAIL', 'PASS']);
  expect(cells('Video transceivers per further screen share')).toEqual(['+1', '+1', '0']);
  expect(cells('Video transceivers after the last stop')).toEqual(['3', '3', '1']);
  expect(cells('Page')![0]).toContain('https://app.example/?build=1');
  expect(cells('Page')![1]).toBe('unknown');
  expect(said.rows.every((row) => row.cells.length === 3)).toBe(true);
  expect(said.caveats).toEqual([expect.stringMatching(/^“215” can’t be a baseline\./)]);
});

test('runs of one name are numbered; one with too little says so and spoils no other', () => {
  const said = compareAll([run('x'), run('x', { shares: 1 }), run('y')], T0);
  expect(said.names).toEqual(['x (1)', 'x (2)', 'y']);
  expect(said.conclusion).toContain('unknown (fewer than 2 screen shares) in “x (2)”.');
});

test('screen shares are compared, however often the microphone was muted', () => {
  const page = new FakePage('doc', T0);
  const record = new DocumentModel(page.update(true).doc);
  const connection = page.wait(500).connect();
  for (let i = 0; i < 4; i++) page.wait(1_000).unpublish(page.publish(connection, { kind: 'audio' }));
  for (let i = 0; i < 2; i++) page.wait(7_000).unpublish(page.publish(connection));
  record.apply(page.update(true));
  const mixed = { ...run('a'), documents: [record], to: page.now + 1 };
  expect(subjectToCompare([mixed, mixed])).toBe('screen share');
});

test('the mark of a build: other for other script names, the same for the same, none where names are stand-ins', () => {
  const mark = buildMark(['https://app.example/a/index-D28nyUh8.js']);
  expect(mark).toMatch(/^[0-9a-f]{4}$/);
  expect(buildMark(['https://other.example/index-D28nyUh8.js'])).toBe(mark);
  expect(buildMark(['https://app.example/index-Xk2.js'])).not.toBe(mark);
  expect(buildMark(['https://app.example/app.js?v=1'])).not.toBe(buildMark(['https://app.example/app.js?v=2']));
  expect(buildMark(['https://app.example/script-1'])).toBeNull();
  expect(buildMark([])).toBeNull();
  expect(buildOf(run('a'))).toMatch(/^[0-9a-f]{4}$/);
});
