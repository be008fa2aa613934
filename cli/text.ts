import { framePlace } from '../core/callsite/stack';
import { SOURCES } from '../core/files/sources';
import { hasCost } from '../core/findings/finding';
import { remedyName } from '../core/findings/remedy';
import { uncheckedTexts } from '../core/findings/unchecked';
import { browserText } from '../core/text/browser';
import { PATTERN_TEXTS } from '../core/verdict/publishes/pattern';
import type { ConnectionReport, FindingReport, LibraryReport, PlaceReport, RunReport } from './report';

/** One file's result for people, line by line: with names from the file in it, to be printed as such. */
export function toLines(run: RunReport): string[] {
  const { file, source, environment, connections, check } = run;
  const [first, ...others] = run.findings;
  const browser = browserText({ userAgent: environment.userAgent, platform: environment.system });
  const where = [SOURCES[source].title, browser, run.savedAt ? `saved ${run.savedAt}` : ''];
  return [
    `${file} (${where.filter((each) => each !== '').join(', ')})`,
    `  ${run.headline}`,
    ...(first ? about(first) : []),
    ...others.flatMap((finding) => [
      `  Also: ${[finding.sentence, costOf(finding)].join(' ').trim()}`,
      ...about(finding),
    ]),
    ...memoryLines(run),
    ...run.libraries.map((library) => `  Library: ${libraryText(library)}`),
    ...run.notices.map(({ url, sentence }) => `  Note, ${url}: ${sentence}`),
    ...uncheckedTexts(run.unchecked).map((each) => `  ${each}`),
    ...(run.limits ? [`  ${run.limits}`] : []),
    ...(connections.length === 0 ? ['  No peer connection in it.'] : connections.flatMap(connectionLines)),
    ...(check ? [`  Acceptance check: ${check.verdict}`, ...check.reasons.map((each) => `    ${each}`)] : []),
  ];
}

/** Whose line, since when, and what would end it. */
function about(finding: FindingReport): string[] {
  const { id, state, ended, line, library, since, missing, advice, remedies } = finding;
  const place = line ? placeText(line) : 'not known';
  const through = library ? `, through ${libraryText(library)}` : '';
  const growth = ended ? `${state}, ended` : state;
  return [
    `    Line: ${place}${through}`,
    `    ${id}: ${growth}${since ? `, since ${since}` : ''}. ${advice}`,
    ...(missing ? [`    Missing: ${missing}.`] : []),
    remedies.length > 0
      ? `    Patch to try on the live page: ${remedies.map(remedyName).join(', ')}.`
      : '    No patch of this tool helps here.',
  ];
}

function costOf({ ended, cost }: FindingReport): string {
  return hasCost(ended, cost.mib, cost.unknown) ? `Cost: ${cost.text}.` : '';
}

function memoryLines({ memory: { idleEncoders, uncalibrated } }: RunReport): string[] {
  if (idleEncoders.senders === 0) return [];
  const doubts = uncalibrated.length > 0 ? ` Uncalibrated: ${uncalibrated.join(' ')}` : '';
  return [`  Encoders of ${idleEncoders.senders} idle senders: ≈ ${idleEncoders.text} (estimate).${doubts}`];
}

const libraryText = ({ name, version, line }: LibraryReport) =>
  `${name} ${version ?? '(version not known)'}, ${placeText(line)}`;

const placeText = ({ function: fn, url, line, column }: PlaceReport) =>
  `${framePlace({ fn, url, line, column, sdk: null })} (${url})`;

function connectionLines({ id, verdict, pattern, reasons, transceivers, idle, mLines, sdpBytes }: ConnectionReport) {
  const kinds = (['video', 'audio'] as const).map((kind) => `${transceivers[kind]} ${kind} (${idle[kind]} idle)`);
  const sdp = `${mLines ?? 'unknown'} ${mLines === 1 ? 'm-line' : 'm-lines'}, ${sdpBytes ?? 'unknown'} bytes of SDP`;
  return [
    `  #${id} ${verdict}${pattern ? ` (${pattern}): ${PATTERN_TEXTS[pattern]}` : ''}`,
    `    At the end: ${kinds.join(', ')}; ${sdp}`,
    ...reasons.map((each) => `    ${each}`),
  ];
}
