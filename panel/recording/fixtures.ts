import { checkAcceptance } from '../analysis/acceptance';
import { connectionVerdicts } from '../analysis/findings/connection';
import { replay } from '../analysis/replay';
import { reproduce } from '../analysis/reproduce';
import { sdpSeries } from '../analysis/sdp';
import type { FakePage } from '../fixtures/page';
import { DocumentRecord } from '../store/document';
import { evidenceOf } from '../store/evidence';
import { createStore } from '../store/store';
import { createMemoryTransport } from '../transport/memory';
import type { Recording } from './data';
import { redact } from './redact/redact';
import { toRecording } from './serialise';

export const ENVIRONMENT = {
  inspector: '0.1.0',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
  platform: 'Linux',
  deviceMemoryGiB: 8,
  cores: 4,
};

/** Looks at a played page for so many seconds, one sample each. */
export function recordOf(page: FakePage, seconds = 5): DocumentRecord {
  const first = page.update(true);
  const record = new DocumentRecord(first.doc);
  record.apply(first);
  for (let i = 0; i < seconds; i++) {
    page.wait(1_000).sample();
    record.apply(page.update());
  }
  const source = { type: 'camera' as const, call: 'getUserMedia', stack: null, at: page.startedAt };
  record.captures.value = [{ track: 999, kind: 'video', source, unsentSince: page.startedAt }];
  return record;
}

/** A recording of played pages, with a run and a reading. */
export function recordingOf(...pages: FakePage[]): Recording {
  const documents = pages.map((page) => recordOf(page));
  const from = Math.min(...pages.map((page) => page.startedAt));
  const to = Math.max(...pages.map((page) => page.now));
  const ids = documents.map(({ id }) => id);
  const run = { id: 'run-1', name: 'Run 1, unpatched', from, to, patch: 'none' as const, flags: [], check: null };
  return toRecording({
    documents,
    runs: [{ ...run, documents: ids }],
    readings: [{ at: to, mib: 512, typed: '512 MB', note: 'after 20 shares', jsHeapBytes: 48_300_000 }],
    environment: ENVIRONMENT,
    savedAt: to,
  });
}

/** Has everything computed that a panel would show of a recording. */
export function lookAtAll(recording: Recording): void {
  const store = createStore(createMemoryTransport(), () => recording.savedAt);
  const records = recording.documents.map((data) => DocumentRecord.from(data, recording.source));
  store.documents.value = records;
  const { documents, readings, runs } = { ...recording, documents: records };
  store.runs.open(runs, { documents, readings, file: 'a file' });
  const both = new Set(['audio', 'video'] as const);
  const span = { from: recording.savedAt - 600_000, to: recording.savedAt };
  replay(
    records.map((record) => ({ history: record.history, connections: null })),
    span,
    both,
    100,
  );
  sdpSeries(
    records.map((record) => ({ readings: record.history.sdp, connections: null })),
    span,
    100,
  );
  void [store.selection.verdict.value, store.selection.rows.value, store.patchEntries.value, store.runs.list.value];
  for (const record of records) void connectionVerdicts(evidenceOf(record));
  checkAcceptance({ documents: records, patch: 'none', ...span, now: span.to });
  reproduce(records.map((record) => evidenceOf(record)));
  redact(recording);
  store.dispose();
}
