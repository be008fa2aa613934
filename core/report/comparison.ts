import { Redaction } from '../files/redact/redaction';
import { name as nameRule } from '../files/redact/rule';
import { RULES } from '../files/redact/rules';
import { redactStack } from '../files/redact/text/stack';
import { redactUrl } from '../files/redact/text/url';
import { checkText } from '../runs/check-text';
import { compareRuns } from '../runs/compare/compare';
import { compareAll } from '../runs/compare/compare-all';
import { buildOf } from '../runs/compare/origin';
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
  const [one, other] = writable([a, b], own);
  const { names, conclusion, checks, rows, caveats, notes } = compareRuns(one!, other!, now);
  return write([
    { heading: `Comparison: ${names.a} and ${names.b}` },
    { text: conclusion },
    { list: [checkText(names.a, checks.a), checkText(names.b, checks.b)] },
    { list: caveats },
    { table: [['', names.a, names.b, ''], ...rows.map(({ label, a, b, evidence }) => [label, a, b, evidence])] },
    { list: aboutLines(about, own) },
    { list: notes },
  ]);
}

/** The same of several runs, a column each. */
export function comparisonsReport(runs: readonly ComparableRun[], now: number, own: boolean, about: About): Report {
  const { names, conclusion, rows, caveats, notes } = compareAll(writable(runs, own), now);
  return write([
    { heading: `Comparison of ${names.length} runs` },
    { text: conclusion },
    { list: caveats },
    { table: [['', ...names, ''], ...rows.map(({ label, cells, evidence }) => [label, ...cells, evidence])] },
    { list: aboutLines(about, own) },
    { list: notes },
  ]);
}

/** The runs as they may be told, redacted with one list of names. */
function writable(runs: readonly ComparableRun[], own: boolean): ComparableRun[] {
  const redaction = own ? null : new Redaction({ text: runs.map(({ name }) => name).join(' '), list: [] });
  return runs.map((run) => withMarkedName(redaction ? redacted(run, redaction) : run));
}

const withMarkedName = (run: ComparableRun): ComparableRun => ({ ...run, name: marked(run.name) });

function redacted(run: ComparableRun, redaction: Redaction): ComparableRun {
  const documents = run.documents.map((document) => redactedDocument(document, redaction));
  return {
    ...run,
    name: redaction.text(nameRule, run.name),
    documents,
    pages: run.pages?.map(redactUrl),
    environment: run.environment && redaction.plain(run.environment, RULES.environment),
    // The names of the scripts are gone, so the build is told by its mark.
    build: buildOf(run),
  };
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
