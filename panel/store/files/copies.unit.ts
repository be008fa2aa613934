import { expect, test } from '@playwright/test';
import type { Recording } from '../../../core/files/format/recording';
import { toModel } from '../../../core/files/format/recording-model';
import { SECRET, SECRETS } from '../../../core/files/redact/fixtures/secrets';
import { tainted } from '../../../core/files/redact/fixtures/taint';
import { fullResultOf } from '../../../core/findings/full-result';
import { checkReport } from '../../../core/report/check';
import { comparisonReport } from '../../../core/report/comparison';
import { verdictReport } from '../../../core/report/verdict';
import { type Diagnostics, diagnosticsText } from '../../../core/text/diagnostics';
import { createMemoryTransport } from '../../transport/memory';
import { DocumentRecord } from '../page/document';
import { createStore } from '../store';

/** All that can be copied of a recording, by the same calls as the views'. */
function copies(recording: Recording, text: string, own: boolean): string[] {
  const store = createStore(createMemoryTransport(), () => recording.savedAt);
  const documents = toModel(recording).documents.map((model) => new DocumentRecord(model));
  store.documents.value = documents;
  store.runs.open(recording.runs, { documents, readings: recording.readings, file: text });
  const views = documents.map(({ view }) => view);
  const full = fullResultOf(store.results.result.value, views, recording.environment);
  expect(full.findings.length).toBeGreaterThan(1);
  const [run] = store.runs.list.value;
  const other = { ...run!, name: `${text} 2`, from: run!.from + 60_000 };
  const about = { url: text, environment: recording.environment, at: recording.savedAt };
  const reports = [
    verdictReport(full, text, own, recording.savedAt),
    comparisonReport(run!, other, recording.savedAt, own, about),
    checkReport(run!.name, run!.check!, own, about),
  ];
  const facts = { documents: [{ errors: documents[0]!.errors.value, live: true }], errors: documents[0]!.errors.value };
  store.dispose();
  return [...reports.flatMap((report) => [report.text, report.html]), diagnosticsText(facts as unknown as Diagnostics)];
}

for (const text of SECRETS) {
  test(`nothing of it is copied: ${JSON.stringify(text)}`, () => {
    for (const copied of copies(
      tainted(() => text),
      text,
      false,
    )) {
      expect(copied.toLowerCase()).not.toContain(SECRET);
      expect(copied).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
    }
  });
}

test('with the page’s own names they are there, but for the diagnostics', () => {
  const text = `    at ${SECRET} (https://meet.example/${SECRET}.js:214:9)`;
  const copied = copies(
    tainted(() => text),
    text,
    true,
  );
  const [diagnostics, ...reports] = copied.reverse();
  for (const report of reports) expect(report).toContain(SECRET);
  expect(diagnostics).not.toContain(SECRET);
});
