import { ReplayedPage } from '../../jsep/page';
import { textOf } from '../../read/json';
import type { Importer } from '../importer';
import { isOfChrome, isRtcstatsDump, RtcstatsLines } from '../rtcstats-lines';
import { environmentIn, noEnvironment, notesOn, onLine, recordingOfPage } from '../rtcstats-recording';
import { RtcstatsConnection } from './connection';
import { eventName } from './names';

const TITLE = 'an rtcstats file';
/** So much of a file has its header and its first lines. */
const HEAD_LENGTH = 20_000;

export const rtcstatsJs: Importer = {
  title: TITLE,
  docs: 'rtcstats-js',
  // Chrome's dump is in the same envelope, and has no such members in its header.
  recognizes: ({ start, text }) =>
    isRtcstatsDump(start) && !isOfChrome(new RtcstatsLines(text.slice(0, HEAD_LENGTH)).header),
  *read({ text }) {
    const lines = new RtcstatsLines(text);
    const { header } = lines;
    const environment = noEnvironment();
    environmentIn(environment, header);
    let page: ReplayedPage | null = null;
    const connections = new Map<string, RtcstatsConnection>();
    let end = 0;
    for (const line of lines) {
      yield;
      const { id, value, extra, at } = line;
      const name = eventName(line.name);
      end = Math.max(end, at);
      page ??= new ReplayedPage(urlOf(header), at, 'rtcstats-js');
      const known = page;
      known.setBrowser(environment.userAgent);
      if (id === null) {
        if (name === 'create') environmentIn(environment, value);
        const media = /\.get(User|Display)MediaOnSuccess$/.exec(name)?.[1];
        if (media) capture(known, value, media === 'Display');
        continue;
      }
      onLine(line, () => {
        const negotiator = known.connection(id, at);
        if (!negotiator) return;
        const connection = connections.get(id) ?? new RtcstatsConnection(negotiator);
        connections.set(id, connection);
        if (name !== 'getStats') connection.replay(at, name, value, extra);
        else {
          connection.stats.apply(value);
          known.read(at, id, connection.stats.reports, false);
        }
      });
      known.flush(at);
    }
    page ??= new ReplayedPage('', 0, 'rtcstats-js');
    const notes = notesOn(lines, page);
    return recordingOfPage(page, { source: 'rtcstats-js', what: 'rtcstats file', end, environment, notes });
  },
};

/** The header has the path and the origin apart. */
function urlOf({ origin, url }: Readonly<Record<string, unknown>>): string {
  const path = textOf(url, 2000) ?? '';
  return path.startsWith('/') ? `${textOf(origin, 500) ?? ''}${path}` : path;
}

/** `[[kind, id, label, …streams], …]` */
function capture(page: ReplayedPage, tracks: unknown, isDisplay: boolean): void {
  if (!Array.isArray(tracks)) return;
  for (const track of tracks.slice(0, 100)) {
    if (!Array.isArray(track)) continue;
    const id = textOf(track[1]);
    if (id) page.capture(id, track[0], textOf(track[2]) ?? '', isDisplay);
  }
}
