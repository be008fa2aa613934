import { type Culprit, culpritOf, type Frame, publishedAs, versionOf } from '../callsite/stack';
import type { RecordingModel } from '../files/format/recording-model';
import { type Incident, incidentOf } from '../incident/incident';
import { pastOf } from '../incident/past';
import { forgottenIn } from '../model/forgotten';
import type { Environment } from '../model/types';
import type { DocumentView } from '../model/view';
import { PATCH_NAMES } from '../patches/patches';
import { integer } from '../text/format';
import { factsOf } from '../verdict/gather';
import { type Result, resultOf } from './result';

/** A client library that made connections, transceivers or senders. */
export interface Library {
  name: string;
  /** Null where its script's path does not tell. */
  version: string | null;
  /** Its first line on the newest of those stacks. */
  line: Frame;
}

/** A result, and all that is needed to read it elsewhere: a report, a copy, the command line. */
export interface FullResult extends Result {
  environment: Pick<Environment, 'inspector' | 'userAgent' | 'platform'>;
  libraries: readonly Library[];
  /** The page's own scripts that made transceivers, by their newest line: which build it was. */
  scripts: readonly Frame[];
  incident: Incident;
  notices: readonly Notice[];
}

/** What is incomplete, or was changed on the way. */
export interface Notice {
  /** Of the document that it is about. */
  url: string;
  sentence: string;
}

/** Adds what a result does not say of itself: it costs more than a live view may spend with each update. */
export function fullResultOf(
  result: Result,
  documents: readonly DocumentView[],
  environment: FullResult['environment'],
  incident: Incident = incidentOf(result, [], pastsOf(documents)),
): FullResult {
  const { inspector, userAgent, platform } = environment;
  return {
    ...result,
    environment: { inspector, userAgent, platform },
    libraries: librariesIn(documents),
    scripts: scriptsIn(documents),
    incident,
    notices: documents.flatMap(noticesOf),
  };
}

/** All that can be said of a file, as of the moment when it was saved. */
export function resultOfRecording({ documents, environment, savedAt }: RecordingModel): FullResult {
  const facts = documents.map((model) => factsOf(model, null, 0, savedAt));
  const result = resultOf(facts);
  return fullResultOf(result, documents, environment, incidentOf(result, facts, pastsOf(documents)));
}

const pastsOf = (documents: readonly DocumentView[]) => documents.map((each) => pastOf(each));

function librariesIn(documents: readonly DocumentView[]): Library[] {
  const found = new Map<string, Library>();
  for (const { sdk: line } of culpritsIn(documents)) {
    if (!line?.sdk) continue;
    const version = versionOf(line);
    found.set(`${line.sdk} ${version}`, { name: line.sdk, version, line });
  }
  return [...found.values()];
}

/** A build's scripts have its hash in their names. */
const MAX_SCRIPTS = 3;

function scriptsIn(documents: readonly DocumentView[]): Frame[] {
  const lines = culpritsIn(documents).flatMap(({ app }) => (app ? [{ ...publishedAs(app), sdk: null }] : []));
  return [...new Map(lines.map((line) => [line.url, line])).values()].slice(-MAX_SCRIPTS);
}

/** Whose lines made connections and transceivers. */
function culpritsIn(documents: readonly DocumentView[]): Culprit[] {
  return documents.flatMap((document) => {
    const made = [...document.connections.values(), ...document.transceivers.values()];
    const stacks = new Set(made.map(({ madeStack }) => madeStack));
    return [...stacks].map((stack) => culpritOf(document.stackOf(stack)));
  });
}

function noticesOf(document: DocumentView): Notice[] {
  const { history, link, patch, info, notes } = document;
  const forgotten = forgottenIn(document);
  const sentences = [
    ...notes,
    history.incomplete && 'The log does not hold everything from the beginning, so counts are lower bounds.',
    forgotten > 0 && `${integer(forgotten)} more connections, collected before, are not counted.`,
    link.state === 'gone' && 'The page is gone: this is how it was at its end.',
    patch !== 'none' && `The patch ${PATCH_NAMES[patch]} is on: this is about the patched page.`,
    history.alteredByHand && 'Idle encoders were downscaled by hand, so they hold less than the page left.',
  ].filter((each) => each !== false);
  return sentences.map((sentence) => ({ url: info.url, sentence }));
}
