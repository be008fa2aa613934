import { sumOf } from '../../../core/estimate/totals';
import type { RecordingModel } from '../../../core/files/format/recording-model';
import type { FullResult } from '../../../core/findings/full-result';
import { rounded } from '../../print/incident';
import { connectionIds, type FindingReport, publishReport, type RunReport } from '../../report';
import type { Found, Missing, Skipped } from '../files';
import { originOf } from './origin';
import { type ConnectionRow, type FileRow, type FindingRow, ROW_VERSION, type Row } from './row';

/** What a file is known by before it is read. */
export interface FileFacts {
  sha256: string | null;
  size: number | null;
  modified: number | null;
}

/** Everything that the result of one file holds: a row for each connection, then one for the file. */
export function rowsOf(
  run: RunReport,
  recording: RecordingModel,
  result: FullResult,
  facts: FileFacts,
  appVersion: RegExp | null,
): Row[] {
  const idOf = connectionIds(recording);
  const documents = new Map(recording.documents.map((each) => [each.id, each]));
  const findings = run.findings.map(findingRow);
  const ofFile = about(run, facts.sha256);
  const rows = result.connections.map(({ document, connection }, i): ConnectionRow => {
    const { id, verdict, pattern, reasons, publishes, transceivers, idle, mLines, sdpBytes } = run.connections[i]!;
    const model = documents.get(document)!;
    const published = result.publishing.findings.filter(
      (each) => each.document === document && each.connection === connection,
    );
    const estimate = sumOf(published.map((each) => each.idleEstimate));
    return {
      ...ofFile,
      kind: 'connection',
      page: model.info.url,
      connection: id,
      ...originOf(model, connection, run.file, appVersion),
      verdict,
      pattern,
      reasons,
      publishes,
      made: published.reduce((sum, each) => sum + each.made, 0),
      transceivers,
      idle,
      mLines,
      sdpBytes,
      publishing: published.map((each) => {
        const { connection: _, sentence: __, because: ___, ...row } = publishReport(each, idOf);
        return row;
      }),
      idleMib: rounded(estimate),
      idleSenders: estimate.senders,
      idleUnknown: estimate.unknown,
      findings: findings.filter((each) => each.connection === id),
    };
  });
  const fileRow: FileRow = {
    ...ofFile,
    kind: 'file',
    size: facts.size,
    modified: facts.modified,
    problem: null,
    skipped: null,
    state: run.state,
    headline: run.headline,
    connections: rows.length,
    libraries: run.libraries.map(({ name, version }) => ({ name, version })),
    findings: findings.filter((each) => each.connection === null),
    unchecked: run.unchecked.map(({ id }) => id),
    notices: run.notices.map(({ url, sentence }) => ({ url, sentence })),
    limits: run.limits,
    check: run.check?.verdict ?? null,
  };
  return [...rows, fileRow];
}

/** The row of a file that could not be read, or was left out. */
export function rowWithout(entry: Found | Missing | Skipped, problem: string | null, facts: FileFacts): FileRow {
  return {
    v: ROW_VERSION,
    kind: 'file',
    file: entry.path,
    ...facts,
    source: null,
    savedAt: null,
    inspector: null,
    browser: null,
    system: null,
    userAgent: null,
    problem,
    skipped: 'skipped' in entry ? entry.skipped : null,
    state: null,
    headline: null,
    connections: 0,
    libraries: [],
    findings: [],
    unchecked: [],
    notices: [],
    limits: null,
    check: null,
  };
}

function about({ file, source, savedAt, environment }: RunReport, sha256: string | null) {
  const { inspector, browser, system, userAgent } = environment;
  return { v: ROW_VERSION, file, sha256, source, savedAt, inspector, browser, system, userAgent } as const;
}

function findingRow(finding: FindingReport): FindingRow {
  const { id, page, connection, state, ended, count, sentence, missing, cost, since, line, library } = finding;
  return {
    id,
    page,
    connection,
    state,
    ended,
    count,
    sentence,
    missing,
    mib: cost.mib,
    unknown: cost.unknown,
    since,
    line,
    library: library && { name: library.name, version: library.version },
  };
}
