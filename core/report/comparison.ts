import { Redaction } from '../files/redact/redaction';
import { name as nameRule } from '../files/redact/rule';
import { RULES } from '../files/redact/rules';
import { redactStack } from '../files/redact/text/stack';
import { compareRuns } from '../runs/compare/compare';
import type { ComparableRun, RunDocument } from '../runs/compare/run-figures';
import { marked } from '../text/foreign';
import { type About, aboutLines } from './about';
import { type Report, write } from './write';

/**
 * Compares two runs for a tracker.
 * @param about the page, the browser and the tool
 * @param own whether names that users, files and the page gave stand in it; else they are redacted as in an exported file
 */
export function comparisonReport(a: ComparableRun, b: ComparableRun, now: number, own: boolean, about: About): Report {
  const redaction = own ? null : new Redaction({ text: `${a.name} ${b.name}`, list: [] });
  const [one, other] = [a, b].map((run) => withMarkedName(redaction ? redacted(run, redaction) : run));
  const { names, conclusion, rows, caveats, notes } = compareRuns(one!, other!, now);
  return write([
    { heading: `Comparison: ${names.a} and ${names.b}` },
    { text: conclusion },
    { list: caveats },
    { table: [['', names.a, names.b, ''], ...rows.map(({ label, a, b, evidence }) => [label, a, b, evidence])] },
    { list: aboutLines(about, own) },
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
