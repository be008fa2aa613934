import { report } from '../../cli/report';
import { framePlace } from '../../core/callsite/stack';
import type { RecordingModel } from '../../core/files/format/recording-model';
import { resultOfRecording } from '../../core/findings/full-result';
import { remedyName } from '../../core/findings/remedy';
import { plainText } from '../../core/text/foreign';
import { printable } from '../../tooling/node/terminal.mjs';
import type { Place, State, Verdict } from '../types/inspection';
import type { SourceLines } from './place';

/** What a judgment needs beside the documents. */
export interface About {
  lines: SourceLines;
  /** Documents from before the inspection that are still there. */
  late: number;
  problems: readonly string[];
}

/** Judges what is known, as the panel does, and says it for people who have no panel. */
export async function verdictOf(model: RecordingModel, { lines, late, problems }: About): Promise<Verdict> {
  const result = resultOfRecording(model);
  const { findings, publishing, headline, state: found, notices } = report('', model, result);
  const [first] = result.findings;
  const { primary } = result.publishing;
  const published = findings[0]?.line ?? (first ? null : (publishing[0]?.line ?? null));
  const origin = published && (await lines.originOf(published));
  const line: Place | null = origin ? { function: published.function, ...origin } : published;
  const library = libraryText(findings[0]?.library);
  const remedies = findings[0]?.remedies ?? [];
  const recipes = (first?.recipes ?? []).map(({ title, steps, code }) => ({ title, steps: [...steps], code }));
  const notes = [...notices.map(({ sentence }) => sentence), ...lateNotice(late), ...problems];
  const state: State = found === 'stable' && late > 0 ? 'unknown' : found;
  const text = state === found ? headline : `${lateNotice(late).join(' ')} What was seen since: ${headline}`;
  const because = plainText(first?.advice ?? primary?.because ?? '');
  const said = { state, text, line, published: origin ? published : null, library, because, remedies, recipes };
  const verdict = { ...said, findings, publishing, notices: notes };
  return { ...verdict, explanation: explain(verdict) };
}

function lateNotice(late: number): string[] {
  if (late === 0) return [];
  const documents = late === 1 ? '1 document was' : `${late} documents were`;
  return [
    `${documents} there before inspect(), and what was made before then is not known: call inspect() before the first goto(), or reload.`,
  ];
}

function libraryText(library: Verdict['findings'][number]['library'] | undefined): string | null {
  if (!library) return null;
  return library.version ? `${library.name} ${library.version}` : library.name;
}

/** What to print where a test fails: the sentence, the line, what ends it; one paragraph a finding. */
function explain({
  text,
  line,
  published,
  library,
  because,
  remedies,
  recipes,
  findings,
  notices,
}: Omit<Verdict, 'explanation'>) {
  const [remedy] = remedies;
  const others = findings
    .slice(1)
    .map(({ sentence, line: other }) => `Also: ${sentence}${other ? ` ${placeText(other)}` : ''}`);
  return [
    text,
    line &&
      `Line: ${placeText(line)}${library ? `, through ${library}` : ''}${published ? ` (published as ${placeText(published)})` : ''}`,
    because,
    remedy && `Patch to try: ${remedyName(remedy)}. ${remedy.why}`,
    recipes[0] && `Fix: ${recipes[0].title}.`,
    // Reporters scroll long lines sideways.
    ...(recipes[0]?.steps ?? []).map((step) => `  - ${step}`),
    ...others,
    ...notices.map((notice) => `Note: ${notice}`),
  ]
    .filter((each) => typeof each === 'string' && each !== '')
    .map((each) => printable(plainText(String(each))))
    .join('\n');
}

/** `startShare() app.js:21:30` */
export function shortPlace({ function: fn, url, line, column }: Place): string {
  return framePlace({ fn, url, line, column, sdk: null });
}

/** Not `name (url:1:2)`: test runners take that for a frame of the error's own stack. */
export function placeText(place: Place): string {
  return `${shortPlace(place)} <${place.url}>`;
}
