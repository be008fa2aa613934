import { MAX_TIME_MS } from '../../../../protocol/limits';
import type { Sdp } from '../../jsep/sdp';

/** A description that the page shows. */
export interface ShownSdp {
  /** Epoch ms; null where the page shows it without a time. */
  at: number | null;
  side: 'local' | 'remote';
  sdp: string;
}

export interface ShownConnection {
  url: string;
  closed: boolean;
  /** When the page was saved, in epoch ms; null if it does not tell. */
  savedAt: number | null;
  descriptions: ShownSdp[];
  /** Descriptions of which it does not tell whose they are. */
  unclear: number;
}

const MAX_CONNECTIONS = 500;
const MAX_DESCRIPTIONS = 5_000;
/** So much before a description has its heading. */
const HEADING = 1_000;
/** Years in which Firefox had such a page: other numbers are no times. */
const MIN_MS = Date.UTC(2013, 0);
const MAX_MS = Date.UTC(2100, 0);

const isTime = (ms: number) => ms > MIN_MS && ms < MAX_MS && ms < MAX_TIME_MS;

/**
 * The connections on a saved page of about:webrtc. Firefox translates its texts, but not the ids of the
 * texts (`data-l10n-id`), nor SDP.
 */
export function connectionsIn(html: string): ShownConnection[] {
  const starts = [...html.matchAll(/<\w+[^<>]{0,200}class="peer-connection[ "]/g)].map(({ index }) => index);
  return starts
    .slice(0, MAX_CONNECTIONS)
    .map((from, i) => connectionIn(html.slice(from, starts[i + 1] ?? html.length)));
}

function connectionIn(html: string): ShownConnection {
  const heading = html.slice(0, 2 * HEADING);
  const closed = /about-webrtc-connection-closed/.test(heading) || /\(closed\)/.test(heading);
  const plain = textIn(heading);
  const url = /\bhttps?:\/\/[^\s"'<>]{1,2000}/.exec(plain)?.[0] ?? '';
  const date = Date.parse(/\d{4}-\d\d-\d\dT[\d:.]{5,12}Z/.exec(plain)?.[0] ?? '');
  const { descriptions, unclear } = descriptionsIn(html);
  return { url, closed, savedAt: isTime(date) ? date : null, descriptions, unclear };
}

function descriptionsIn(html: string): Pick<ShownConnection, 'descriptions' | 'unclear'> {
  const descriptions: ShownSdp[] = [];
  let unclear = 0;
  let before = 0;
  for (const { 0: whole, 1: content, index } of html.matchAll(/<pre\b[^<>]{0,500}>([^<]*)/g)) {
    const sdp = textIn(content ?? '').replace(/^\s+/, '');
    const heading = html.slice(Math.max(before, index - HEADING), index);
    before = index + whole.length;
    if (!sdp.startsWith('v=0') || descriptions.length >= MAX_DESCRIPTIONS) continue;
    const side = sideIn(heading);
    if (side) descriptions.push({ at: timeIn(heading), side, sdp });
    else unclear += 1;
  }
  return { descriptions: withoutRepeats(descriptions), unclear };
}

function sideIn(heading: string): ShownSdp['side'] | null {
  const id = /about-webrtc-(?:sdp-set-at-timestamp-)?(local|remote)\b/.exec(heading.slice(lastHeading(heading)))?.[1];
  const word = id ?? /\b(local|remote)\b/i.exec(textIn(heading.slice(lastHeading(heading))))?.[1]?.toLowerCase();
  return word === 'local' || word === 'remote' ? word : null;
}

/** Where the last heading or paragraph before a description begins. */
const lastHeading = (html: string) => [...html.matchAll(/<(?:h\d|p|summary)\b/g)].at(-1)?.index ?? 0;

/** `1,628,844,045,664`, with the separators of a locale or without. */
function timeIn(heading: string): number | null {
  const digits = textIn(heading)
    .match(/\d[\d.,'\u00a0\u202f\u2019 ]{11,20}\d/g)
    ?.at(-1)
    ?.replace(/\D/g, '');
  const time = Number(digits ?? Number.NaN);
  return isTime(time) ? time : null;
}

const textIn = (html: string) =>
  html
    .replace(/<[^<>]{0,5000}>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');

/** The page shows the last descriptions apart from the history, and the history in two ways. */
function withoutRepeats(descriptions: readonly ShownSdp[]): ShownSdp[] {
  const timed = descriptions.filter(({ at }) => at !== null);
  const seen = new Set<string>();
  return (timed.length > 0 ? timed : descriptions).filter(({ at, side, sdp }) => {
    const key = `${at} ${side} ${sdp.length} ${at === null ? sdp : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Offer or answer: only an offer leaves the role in DTLS open (RFC 8842, section 5.2). Otherwise they alternate. */
export function typeOf(
  { sdp, side }: ShownSdp,
  before: { type: Sdp['type']; side: ShownSdp['side'] } | null,
): 'offer' | 'answer' {
  const setup = /^a=setup:(actpass|active|passive)/m.exec(sdp)?.[1];
  if (setup) return setup === 'actpass' ? 'offer' : 'answer';
  return before?.type === 'offer' && before.side !== side ? 'answer' : 'offer';
}
