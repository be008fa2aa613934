import type { ActivePatch } from '../../protocol/patches';
import type { Finding } from '../findings/finding';
import { type Headline, headlineOf, type Result, stateOf } from '../findings/result';
import type { SdpReading } from '../model/data';
import type { Evidence } from '../verdict/evidence';
import type { PublishVerdict } from '../verdict/publishes/publish-verdict';
import type { VerdictState } from '../verdict/publishes/rule';
import { type NextPublish, nextPublishOf } from './next-publish';
import { type Half, type Past, trialOf } from './past';

/** What the first screen says: what grows, what it holds, what the next share adds, whose line, what to try. */
export interface Incident {
  state: VerdictState;
  headline: Headline;
  /** What it is about: what was found now, or what grew before a patch was tried or the view cleared. */
  finding: Finding | null;
  /** The finding is one from before. */
  past: boolean;
  next: NextPublish | null;
  /** What the page did without a patch and with each that was tried; empty where none was, and nothing is to be kept. */
  trial: readonly Half[];
  /** The patch that fits best; `now` is the button that downscales idle encoders. */
  tryFirst: ActivePatch | 'now' | null;
  /** The dearest first. */
  others: readonly Finding[];
}

/** What a document knows beside its result. */
export interface IncidentSource {
  evidence: Evidence;
  sdp: readonly SdpReading[];
}

/**
 * @param pasts of all documents that are known, oldest first: those of runs and of pages before a reload, too
 */
export function incidentOf(result: Result, sources: readonly IncidentSource[], pasts: readonly Past[]): Incident {
  const { publishing } = result;
  const grew = pasts.findLast((past) => past.grew !== null)?.grew ?? null;
  const findings = result.findings.filter((each) => !isExplained(each, grew?.finding));
  const headline = findings[0] === result.findings[0] ? result.headline : headlineOf(findings, publishing);
  const finding = headline.finding ?? grew?.finding ?? null;
  const past = finding !== null && headline.finding === null;
  const subject = (finding && verdictOf(finding, publishing.findings)?.subject) ?? grew?.subject ?? null;
  const published = publishing.findings.find((each) => each.subject === subject && !each.ended);
  const source = published && sources.find(({ evidence }) => evidence.document === published.document);
  const trial = subject ? trialOf(pasts, subject) : [];
  const others = findings.filter((each) => each !== finding);
  const isListed = findings.some(({ id }) => id === grew?.finding.id);
  return {
    state: stateOf(findings, publishing),
    headline,
    finding,
    past,
    next: source && published ? nextPublishOf(source, published.connection, published.subject) : null,
    trial: past || trial.some(({ patch }) => patch !== 'none') ? trial : [],
    tryFirst: finding && (past || !finding.ended) ? tryFirstOf(finding) : null,
    others: grew && !past && !isListed ? [...others, grew.finding] : others,
  };
}

/** What grew before says why, though it does not grow now: its patch was switched on, or the view cleared. */
const isExplained = ({ unless, document, connection }: Finding, grew: Finding | undefined): boolean =>
  grew !== undefined &&
  unless?.includes(grew.id) === true &&
  document === grew.document &&
  connection === grew.connection;

const tryFirstOf = ({ remedies }: Finding) => remedies.find(({ by }) => by !== null)?.by ?? null;

/** What its page published, for a finding about publishes. */
const verdictOf = ({ id, document, connection, sentence }: Finding, verdicts: readonly PublishVerdict[]) =>
  id === 'idle-senders'
    ? verdicts.find(
        (each) => each.document === document && each.connection === connection && each.sentence === sentence,
      )
    : undefined;
