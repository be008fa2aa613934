import { framePlace } from '../../core/callsite/stack';
import { SOURCES } from '../../core/files/sources';
import { hasCost } from '../../core/findings/finding';
import { remedyName } from '../../core/findings/remedy';
import { uncheckedTexts } from '../../core/findings/unchecked';
import { LEAST_RECEIVERS, receiversLabel } from '../../core/incident/parts';
import { browserText } from '../../core/text/browser';
import { bytes } from '../../core/text/format';
import { PATTERN_TEXTS } from '../../core/verdict/publishes/pattern';
import type { ConnectionReport, FindingReport, LibraryReport, PlaceReport, RunReport } from '../report';

/** One file's result for people, line by line, the panel's card first: with names from the file in it, to be printed as such. */
export function toLines(run: RunReport): string[] {
  const { file, source, environment, incident, connections, check } = run;
  const first = run.findings.find(({ id }) => id === incident.finding);
  const others = run.findings.filter((each) => each !== first);
  const browser = browserText({ userAgent: environment.userAgent, platform: environment.system });
  const where = [SOURCES[source].title, browser, run.savedAt ? `saved ${run.savedAt}` : ''];
  return [
    `${file} (${where.filter((each) => each !== '').join(', ')})`,
    `  ${incident.headline}`,
    ...incident.lines.map((line) => `    ${line}`),
    ...(first ? [idOf(first)] : []),
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

/** Of which kind it is, since when, and what it means. */
function idOf({ id, state, ended, since, advice }: FindingReport): string {
  const growth = ended ? `${state}, ended` : state;
  return `    ${id}: ${growth}${since ? `, since ${since}` : ''}. ${advice}`;
}

/** Whose line, and what would end it. */
function about(finding: FindingReport): string[] {
  const { line, library, missing, remedies } = finding;
  const through = library ? ` through ${libraryText(library)}` : '';
  return [
    line ? `    Made at ${placeText(line)}${through}` : library ? `    Made${through}` : '    Line of code: unknown',
    idOf(finding),
    ...(missing ? [`    Missing: ${missing}`] : []),
    remedies.length > 0
      ? `    Patches to try on the live page: ${remedies.map(remedyName).join(', ')}`
      : '    No patch helps here',
  ];
}

function costOf({ ended, cost }: FindingReport): string {
  return hasCost(ended, cost.mib, cost.unknown) ? `Cost: ${cost.text}.` : '';
}

/** What the card does not say of idle encoders. */
function memoryLines({
  incident,
  memory: { idleEncoders, deadReceivers, uncalibrated, calibration },
}: RunReport): string[] {
  const { text, unknown, senders } = idleEncoders;
  const onCard = incident.past || [null, 'idle-senders', 'receivers-piling-up'].includes(incident.finding);
  const withReceivers = !onCard && deadReceivers.mib.high >= LEAST_RECEIVERS;
  if (senders === 0 && !withReceivers) return [];
  const idle = `  Idle encoders: ${unknown < senders ? `≈ ${text} (estimate)` : 'memory unknown'}`;
  return [
    ...(incident.holds || senders === 0 ? [] : [idle]),
    ...(withReceivers ? [`  ${receiversLabel(deadReceivers.count)} ≈ ${deadReceivers.text} (estimate)`] : []),
    ...(calibration ? [`  ${calibration}`] : []),
    ...(uncalibrated.length > 0 ? [`  Estimates are uncalibrated here: ${uncalibrated.join(' ')}`] : []),
  ];
}

const libraryText = ({ name, version, line }: LibraryReport) =>
  `${name} ${version ?? '(version not known)'}, ${placeText(line)}`;

const placeText = ({ function: fn, url, line, column }: PlaceReport) =>
  `${framePlace({ fn, url, line, column, sdk: null })} (${url})`;

function connectionLines(connection: ConnectionReport) {
  const { id, verdict, pattern, reasons, transceivers, idle, deadReceivers, mLines, sdpBytes } = connection;
  const kinds = (['video', 'audio'] as const).map((kind) => {
    const dead = deadReceivers[kind];
    return `${transceivers[kind]} ${kind} (${idle[kind]} idle${dead > 0 ? `, ${dead} that ${dead === 1 ? 'receives' : 'receive'} no more` : ''})`;
  });
  const sdp = `${mLines ?? 'unknown'} ${mLines === 1 ? 'm-line' : 'm-lines'}, ${sdpBytes === null ? 'unknown size' : bytes(sdpBytes)} of SDP`;
  return [
    `  #${id} ${verdict}${pattern ? ` (${pattern}): ${PATTERN_TEXTS[pattern]}` : ''}`,
    `    At the end: ${kinds.join(', ')}; ${sdp}`,
    ...reasons.map((each) => `    ${each}`),
  ];
}
