import { type Culprit, type Frame, framePlace, shortPlace, shownFrame, versionOf } from '../callsite/stack';
import { uncalibratedBecause } from '../estimate/coefficients/calibration';
import { Redaction } from '../files/redact/redaction';
import { RULES } from '../files/redact/rules';
import { redactFrame } from '../files/redact/text/stack';
import { redactUrl } from '../files/redact/text/url';
import { costSentence, type Finding, findingHead } from '../findings/finding';
import type { FullResult, Library } from '../findings/full-result';
import { uncheckedTexts } from '../findings/unchecked';
import { cardLines } from '../incident/card';
import { PATCH_NOTICE } from '../patches/notices';
import { buildMark } from '../runs/compare/origin';
import { browserText } from '../text/browser';
import { marked } from '../text/foreign';
import { clockTime, dateTime } from '../text/format';
import { type Report, write } from './write';

/**
 * Everything that can be said, for a tracker: the headline and its line first, then the other findings.
 * @param url of the page; null where it is not known
 * @param at when it was so: now, or when the file was saved; epoch ms
 * @param own whether the page's own URLs and names stand in it; else they are redacted as in an exported file
 */
export function verdictReport(result: FullResult, url: string | null, own: boolean, at: number): Report {
  const { publishing, connections, libraries, scripts, incident, notices, unchecked } = result;
  const { headline } = incident;
  // One for all, so that a script has one name in it. Names that a file has in place of the page's stay.
  const redaction = new Redaction({ text: '', list: [] });
  const frameOf = (frame: Frame) => (own ? frame : redactFrame(frame, redaction.names));
  const place = (frame: Frame) => placeText(frameOf(frame));
  const environment = own ? result.environment : redaction.plain(result.environment, RULES.environment);
  const pageUrl = (page: string) => marked(own ? page : redactUrl(page));
  const browser = browserText(environment);
  const build = buildMark(scripts.map(({ url: script }) => script));
  const doubts = uncalibratedBecause(environment);
  const first = incident.finding ?? publishing.primary;
  const { others } = incident;
  const published = publishing.findings.filter((each) => each.state !== 'growing' && each !== first);
  const grows = connections.filter(({ verdict }) => verdict === 'growing').length;
  return write([
    { heading: 'Transceivers' },
    { text: [headline.head, headline.sentence].filter((each) => each !== '').join(' ') },
    {
      list: [
        url && `Page: ${pageUrl(url)}`,
        ...cardLines(incident, publishing, { frame: frameOf, place: placeText }),
        ...(incident.finding ? [] : lineItems(publishing.primary, place)),
        ...aboutItems(incident.finding),
        browser !== '' && `Browser: ${marked(browser)}`,
        toolText(environment.inspector, at),
        build !== null && `Build: ${build}`,
        scripts.length > 0 && `Scripts: ${scripts.map((frame) => marked(frameOf(frame).url)).join(', ')}`,
        ...libraries.map((library) => `Library: ${libraryText(library, frameOf)}`),
        connections.length > 1 &&
          `Connections: ${connections.length}, of which ${grows} ${grows === 1 ? 'grows' : 'grow'}`,
      ].filter((each) => typeof each === 'string'),
    },
    ...(others.length > 0 ? [{ text: 'Other findings, the dearest first:' }] : []),
    { list: others.map((finding) => findingText(finding, place)) },
    { list: published.map(({ sentence, because }) => `${sentence} ${because}`) },
    { list: [...notices.map((notice) => `${pageUrl(notice.url)}: ${notice.sentence}`), ...uncheckedTexts(unchecked)] },
    ...(doubts.length > 0 ? [{ text: `Estimates are uncalibrated here: ${doubts.join(' ')}` }] : []),
    { text: PATCH_NOTICE },
  ]);
}

const toolText = (version: string | null, at: number) =>
  `Transceiver Inspector${version ? ` ${version}` : ''}, ${dateTime(at)}`;

type PlaceOf = (frame: Frame) => string;

function placeText(frame: Frame): string {
  const { published } = frame;
  const as = published ? `, published as ${marked(shortPlace(published))}` : '';
  return `${marked(framePlace(frame))} (${marked(frame.url)})${as}`;
}

function lineItems(of: { culprit: Culprit } | null, place: PlaceOf): string[] {
  const frame = of && shownFrame(of.culprit);
  return frame ? [`Made at ${place(frame)}`] : [];
}

/** What a headline does not say of its finding. */
function aboutItems(finding: Finding | null): string[] {
  if (!finding) return [];
  const { since, missing, advice } = finding;
  return [
    ...(since === null ? [] : [`Since: ${clockTime(since)}`]),
    advice,
    ...(missing ? [`Missing: ${missing}`] : []),
  ];
}

function findingText(finding: Finding, place: PlaceOf): string {
  const { sentence, culprit, since, missing } = finding;
  const frame = shownFrame(culprit);
  return [
    findingHead(finding),
    sentence,
    costSentence(finding),
    frame && `Made at ${place(frame)}.`,
    since !== null && `Since ${clockTime(since)}.`,
    missing && `Missing: ${missing}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Its version may be the page's own text, so it is read again from what is left of the path. */
function libraryText({ name, line }: Library, frameOf: (frame: Frame) => Frame): string {
  const frame = frameOf(line);
  return `${name} ${versionOf(frame) ?? '(version not known)'}, ${placeText(frame)}`;
}
