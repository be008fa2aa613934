import { ReplayedPage } from '../../jsep/page';
import { isObject, textOf } from '../../read/json';
import { isEventLine } from '../../read/lines';
import type { Importer } from '../importer';
import { RtcstatsLines } from '../rtcstats-lines';
import { environmentIn, noEnvironment, notesOn, onLine, recordingOfPage } from '../rtcstats-recording';
import { JitsiConnection } from './connection';

const NO_DESCRIPTIONS =
  'The file holds no descriptions (SDP): m-lines, their bytes and the transceivers that remote offers made are unknown.';
const PLAN_B = 'Plan B has no transceivers: tracks are counted as they come and go.';

export const jitsiRtcstats: Importer = {
  title: 'an old rtcstats file',
  docs: 'jitsi-and-old-rtcstats-server',
  recognizes: ({ isList, text }) => isList && isEventLine(text.slice(0, 1_000)),
  *read({ text }) {
    const lines = new RtcstatsLines(text);
    const environment = noEnvironment();
    let page: ReplayedPage | null = null;
    const connections = new Map<string, JitsiConnection>();
    let end = 0;
    for (const line of lines) {
      yield;
      const { id, name, value, at } = line;
      end = Math.max(end, at);
      page ??= new ReplayedPage(urlIn(value), at, 'jitsi-rtcstats');
      const known = page;
      known.setBrowser(environment.userAgent);
      if (id === null) {
        environmentIn(environment, value);
        const media = /get(User|Display)MediaOnSuccess$/.exec(String(name))?.[1];
        if (media) capture(known, value, media === 'Display');
        continue;
      }
      onLine(line, () => {
        const negotiator = known.connection(id, at);
        if (!negotiator) return;
        const connection = connections.get(id) ?? new JitsiConnection(negotiator);
        connections.set(id, connection);
        if (name !== 'getstats' && name !== 'getStats') connection.replay(at, String(name), value);
        else if (connection.stats.apply(value)) known.read(at, id, connection.stats.reports, true);
      });
      known.flush(at);
    }
    page ??= new ReplayedPage('', 0, 'jitsi-rtcstats');
    const all = [...connections.values()];
    const planB = all.filter(({ planB, hasStreams, isDescribed }) => planB ?? (hasStreams && !isDescribed));
    const notes = [
      ...notesOn(lines, page),
      ...(all.some(({ isDescribed }) => !isDescribed) ? [NO_DESCRIPTIONS] : []),
      ...(planB.length > 0 ? [PLAN_B] : []),
    ];
    const recording = recordingOfPage(page, {
      source: 'jitsi-rtcstats',
      what: 'old rtcstats file',
      end,
      environment,
      notes,
    });
    for (const { id } of planB) recording.documents[0]!.history.doubts.push({ connection: id, reason: 'plan-b' });
    return recording;
  },
};

/** `connectionInfo`, the first line, has the path and the origin apart. */
function urlIn(value: unknown): string {
  if (!isObject(value)) return '';
  const origin = textOf(value.origin, 500);
  return origin === null ? (textOf(value.url, 2000) ?? '') : `${origin}${textOf(value.path, 2000) ?? ''}`;
}

/** `{"id": …, "tracks": [{"id": …, "kind": …, "label": …}, …]}` */
function capture(page: ReplayedPage, stream: unknown, isDisplay: boolean): void {
  const tracks = isObject(stream) && Array.isArray(stream.tracks) ? stream.tracks.slice(0, 100) : [];
  for (const track of tracks) {
    const id = isObject(track) ? textOf(track.id) : null;
    if (id) page.capture(id, track.kind, textOf(track.label) ?? '', isDisplay);
  }
}
