import { marked } from '../../foreign';
import { Redaction } from '../../recording/redact/redaction';
import { name as nameRule, url as urlRule } from '../../recording/redact/rule';
import { RULES } from '../../recording/redact/rules';
import { redactFrame, redactStack } from '../../recording/redact/stack';
import type { CheckResult } from '../../recording/types';
import { compareRuns } from '../compare';
import { PATCH_NOTICE } from '../notices';
import type { ComparableRun, RunDocument } from '../run-figures';
import { type Frame, framePlace } from '../stack';
import { type Report, write } from './write';

/**
 * Reports for a tracker. All take `own`: whether names and URLs of the page, and names that a user or
 * a file gave, stand in them; else they are redacted as an exported recording is.
 */

export function comparisonReport(a: ComparableRun, b: ComparableRun, now: number, own: boolean): Report {
  const redaction = own ? null : new Redaction();
  const [one, other] = [a, b].map((run) => withMarkedName(redaction ? redacted(run, redaction) : run));
  const { names, conclusion, rows, caveats, notes } = compareRuns(one!, other!, now);
  return write([
    { heading: `Comparison: ${names.a} and ${names.b}` },
    { text: conclusion },
    { list: caveats },
    { table: [['', names.a, names.b, ''], ...rows.map(({ label, a, b, evidence }) => [label, a, b, evidence])] },
    { list: notes },
  ]);
}

const withMarkedName = (run: ComparableRun): ComparableRun => ({ ...run, name: marked(run.name) });

function redacted(run: ComparableRun, redaction: Redaction): ComparableRun {
  const documents = run.documents.map((document) => redactedDocument(document, redaction));
  return { ...run, name: redaction.text(nameRule, run.name), documents };
}

/** What a comparison reads of a document. */
function redactedDocument(document: RunDocument, redaction: Redaction): RunDocument {
  const { steps, publishes, incomplete, figures, sdp } = document.history;
  const { history, log } = RULES.documents;
  return {
    id: document.id,
    history: { steps, publishes: redaction.plain(publishes, history.publishes), incomplete, figures, sdp },
    log: redaction.plain(document.log, log),
    stackOf(index) {
      const stack = document.stackOf(index);
      return stack && redactStack(stack, redaction.names);
    },
  };
}

export function checkReport(name: string, check: CheckResult, own: boolean): Report {
  const redaction = new Redaction();
  const { verdict, rule, reasons } = own ? check : redaction.plain(check, RULES.runs.check);
  return write([
    { heading: `Acceptance check: ${verdict}` },
    { text: `Run: ${marked(own ? name : redaction.text(nameRule, name))}.` },
    { text: rule },
    { list: reasons },
    { text: PATCH_NOTICE },
  ]);
}

interface VerdictFacts {
  /** With its estimate. */
  sentence: string;
  url: string | null;
  /** The line that it names. */
  frame: Frame | null;
  /** What else was counted. */
  others: readonly string[];
}

export function verdictReport({ sentence, url, frame, others }: VerdictFacts, own: boolean): Report {
  const redaction = new Redaction();
  const page = url ? [`Page: ${marked(own ? url : redaction.text(urlRule, url))}`] : [];
  const at = frame && (own ? frame : redactFrame(frame, redaction.names));
  const made = at ? [`Made at: ${marked(framePlace(at))} (${marked(at.url)})`] : [];
  return write([
    { heading: 'Transceivers' },
    { text: sentence },
    { list: [...page, ...made, ...others] },
    { text: PATCH_NOTICE },
  ]);
}
