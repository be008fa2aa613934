import { toRecording } from '../../core/files/recording-model';
import { DocumentModel } from '../../core/model/document';
import type { FakePage } from '../fixtures/page';
import type { Recording } from './data';

export const ENVIRONMENT = {
  inspector: '0.1.0',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36',
  platform: 'Linux',
  deviceMemoryGiB: 8,
  cores: 4,
};

/** Looks at a played page for so many seconds, one sample each. */
export function recordOf(page: FakePage, seconds = 5): DocumentModel {
  const first = page.update(true);
  const record = new DocumentModel(first.doc);
  record.apply(first);
  for (let i = 0; i < seconds; i++) {
    page.wait(1_000).sample();
    record.apply(page.update());
  }
  const source = { type: 'camera' as const, call: 'getUserMedia', stack: null, at: page.startedAt };
  record.captures = [{ track: 999, kind: 'video', source, unsentSince: page.startedAt }];
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
