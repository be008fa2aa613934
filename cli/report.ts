import { type Frame, shownFrame, versionOf } from '../core/callsite/stack';
import { uncalibratedBecause } from '../core/estimate/coefficients/calibration';
import { formatTotal, type Range, type Total } from '../core/estimate/totals';
import { connectionId } from '../core/files/connection-id';
import type { RecordingModel } from '../core/files/format/recording-model';
import { SOURCE_TEXTS } from '../core/files/source-texts';
import { type RecordingSource, SOURCES } from '../core/files/sources';
import { costText, type Finding } from '../core/findings/finding';
import { type FullResult, type Notice, resultOfRecording } from '../core/findings/full-result';
import type { Unchecked } from '../core/findings/index';
import { type Applied, appliedText } from '../core/model/calibrate';
import type { CheckResult } from '../core/model/types';
import { browserName } from '../core/text/browser';
import { plainText } from '../core/text/foreign';
import type { ConnectionVerdict } from '../core/verdict/connection';
import type { PublishVerdict } from '../core/verdict/publishes/publish-verdict';
import type { VerdictState } from '../core/verdict/publishes/rule';
import { MAX_TIME_MS } from '../protocol/limits';
import { type IncidentReport, incidentReport, rounded } from './print/incident';

/** One connection, counted at the end of the file. */
export interface ConnectionReport extends Omit<ConnectionVerdict, 'document' | 'connection' | 'receivers'> {
  /** As chrome://webrtc-internals names it ("8-1"), or its number in the page, after the page's where there are several. */
  id: string;
  /** What its receivers hold that receive no more, MiB. */
  deadReceiversMib: Range;
}

interface ReceiversReport {
  count: number;
  mib: Range;
  text: string;
}

/** A line of code, counting from 1. */
export interface PlaceReport {
  function: string | null;
  url: string;
  line: number | null;
  column: number | null;
}

export interface FindingReport
  extends Pick<Finding, 'id' | 'state' | 'ended' | 'count' | 'sentence' | 'advice' | 'missing' | 'remedies'> {
  /** URL of its page. */
  page: string;
  /** As in `connections`; null where it is about the page, or about several. */
  connection: string | null;
  cost: { mib: Range | null; unknown: number; text: string; formula: string };
  /** ISO 8601; null where it is not known. */
  since: string | null;
  /** The app's line that makes them. */
  line: PlaceReport | null;
  /** The library that the app's line calls. */
  library: LibraryReport | null;
  recipes: { title: string; code: string | null }[];
}

export interface LibraryReport {
  name: string;
  version: string | null;
  line: PlaceReport;
}

export interface PublishReport
  extends Pick<
    PublishVerdict,
    'kind' | 'subject' | 'state' | 'ended' | 'pattern' | 'sentence' | 'because' | 'publishes' | 'made' | 'sending'
  > {
  connection: string;
  idle: number;
  removed: number;
  since: string | null;
  line: PlaceReport | null;
}

export interface RunReport {
  file: string;
  source: RecordingSource;
  /** When the file was saved, ISO 8601; null for a time that no calendar has. */
  savedAt: string | null;
  environment: { inspector: string | null; browser: string | null; system: string | null; userAgent: string | null };
  state: VerdictState;
  /** About the first finding, where there is one; else about what is published. */
  headline: string;
  /** The card that the panel shows first. */
  incident: IncidentReport;
  /** The dearest first. */
  findings: FindingReport[];
  publishing: PublishReport[];
  connections: ConnectionReport[];
  memory: {
    idleEncoders: { mib: Range; senders: number; unknown: number; text: string };
    /** Receivers that receive no more; not in idleEncoders. */
    deadReceivers: ReceiversReport;
    uncalibrated: string[];
    /** Whether the calibration that was given is used. */
    calibration?: string;
  };
  libraries: LibraryReport[];
  /** What could not be looked for. */
  unchecked: Unchecked[];
  /** What is incomplete, or was changed on the way. */
  notices: Notice[];
  /** What such a file does not tell; null where it tells all. */
  limits: string | null;
  /** With --check only. */
  check?: CheckResult;
}

/**
 * What `--json` holds of one file.
 * @param result of the recording, where it is there already
 * @param applied what a calibration did for it; null for none
 */
export function report(
  file: string,
  recording: RecordingModel,
  result: FullResult = resultOfRecording(recording),
  applied: Applied | null = null,
): RunReport {
  const { documents, source, savedAt } = recording;
  const { environment, publishing } = result;
  const idOf = connectionIds(recording);
  const urlOf = (id: string) => documents.find((each) => each.id === id)!.info.url;
  const { low, high, senders, unknown } = publishing.idleEstimate;
  return {
    file,
    source,
    savedAt: timeOf(savedAt),
    environment: {
      inspector: environment.inspector,
      browser: browserName(environment),
      system: environment.platform,
      userAgent: environment.userAgent,
    },
    state: result.state,
    headline: plainText(result.headline.text),
    incident: incidentReport(result),
    findings: result.findings.map((each) => findingReport(each, urlOf(each.document), idOf)),
    publishing: publishing.findings.map((each) => publishReport(each, idOf)),
    connections: result.connections.map(
      ({ document, connection, receivers, publishes, transceivers, idle, deadReceivers, mLines, ...rest }) => {
        const { sdpBytes, verdict, pattern, reasons } = rest;
        const id = idOf(document, connection);
        const counts = { publishes, transceivers, idle, deadReceivers, deadReceiversMib: rounded(receivers) };
        return { id, ...counts, mLines, sdpBytes, verdict, pattern, reasons };
      },
    ),
    memory: {
      idleEncoders: { mib: rounded({ low, high }), senders, unknown, text: formatTotal(publishing.idleEstimate) },
      deadReceivers: receiversReport(publishing.receivers),
      uncalibrated: applied?.because.length === 0 ? [] : uncalibratedBecause(environment).map(plainText),
      ...(applied && { calibration: plainText(appliedText(applied)) }),
    },
    libraries: result.libraries.map(({ name, version, line }) => ({ name, version, line: placeReport(line)! })),
    unchecked: [...result.unchecked],
    notices: [...result.notices],
    limits: SOURCE_TEXTS[source].limits,
  };
}

const receiversReport = (receivers: Total): ReceiversReport => ({
  count: receivers.senders,
  mib: rounded(receivers),
  text: formatTotal(receivers),
});

export type IdOf = (document: string, connection: number) => string;

/** How a file's connections are named. */
export function connectionIds({ documents, source }: RecordingModel): IdOf {
  const several = documents.length > 1;
  const pages = new Map(documents.map(({ id }, i) => [id, several ? String(i + 1) : null]));
  return (document, connection) => {
    const id = connectionId(source, document, connection);
    const page = SOURCES[source].namesDocuments ? null : pages.get(document);
    return page === null ? id : `${page}-${id}`;
  };
}

export function findingReport(finding: Finding, page: string, idOf: IdOf): FindingReport {
  const { id, document, connection, state, ended, count, sentence, advice, cost, since, culprit, missing } = finding;
  const { app, sdk } = culprit;
  return {
    id,
    page,
    connection: connection === null ? null : idOf(document, connection),
    state,
    ended,
    count,
    sentence: plainText(sentence),
    advice: plainText(advice),
    cost: {
      mib: cost.range && rounded(cost.range),
      unknown: cost.unknown,
      text: costText(cost),
      formula: plainText(cost.formula),
    },
    since: timeOf(since),
    line: placeReport(app),
    library: sdk?.sdk ? { name: sdk.sdk, version: versionOf(sdk), line: placeReport(sdk)! } : null,
    missing,
    remedies: finding.remedies,
    recipes: finding.recipes.map(({ title, code }) => ({ title, code })),
  };
}

export function publishReport(verdict: PublishVerdict, idOf: IdOf): PublishReport {
  const { document, connection, kind, subject, state, ended, pattern, sentence, because, ...rest } = verdict;
  const { publishes, made, sending, idle, removed, since, culprit } = rest;
  return {
    connection: idOf(document, connection),
    kind,
    subject,
    state,
    ended,
    pattern,
    sentence,
    because,
    publishes,
    made,
    sending,
    idle,
    removed,
    since: timeOf(since),
    line: placeReport(shownFrame(culprit)),
  };
}

/** A dump's times may be later than any Date, once they are moved to another zone. */
export const timeOf = (at: number | null) =>
  at === null || Math.abs(at) > MAX_TIME_MS ? null : new Date(at).toISOString();

export function placeReport(frame: Frame | null): PlaceReport | null {
  return frame && { function: frame.fn, url: frame.url, line: frame.line, column: frame.column };
}
