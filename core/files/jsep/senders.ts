import type { Kind, LayerStats } from '../../../protocol/state';
import { numberOf, textOf } from '../read/json';

/** Statistics of one connection at one moment: reports by id, with their members. */
export type Reports = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** What a moment's statistics tell of one sender. */
export interface SenderReading {
  mid: string | null;
  kind: Kind;
  /** Id of its track; null if unknown. */
  track: string | null;
  /** Whether it has a track; null if unknown. */
  attached: boolean | null;
  layers: LayerStats[];
}

/** Chrome numbers a sender's media source by the attached track; 0 means no track. */
const NO_TRACK = /^(S[AV]|RTC(Audio|Video)Source_)0$/;
const MAX_SENDERS = 1_000;

/**
 * The senders in a reading, by their outbound-rtp reports. Up to Chrome 107 and so these name no m-line: there the
 * layers of one sender have their source in common, and those without a track each stand alone.
 */
export function sendersIn(reports: Reports): SenderReading[] {
  const senders = new Map<string, SenderReading>();
  for (const [id, report] of reports) {
    if (report.get('type') !== 'outbound-rtp') continue;
    const kind = report.get('kind') ?? report.get('mediaType');
    if (kind !== 'audio' && kind !== 'video') continue;
    const mid = textOf(report.get('mid'));
    const source = textOf(report.get('mediaSourceId'));
    const withoutMid = source === null || NO_TRACK.test(source) ? `report ${id}` : `source ${source}`;
    const key = mid === null ? withoutMid : `mid ${mid}`;
    const sender = senders.get(key) ?? {
      mid,
      kind,
      track: source === null ? null : textOf(reports.get(source)?.get('trackIdentifier')),
      attached: source === null ? null : !NO_TRACK.test(source),
      layers: [],
    };
    if (!senders.has(key) && senders.size >= MAX_SENDERS) continue;
    senders.set(key, sender);
    sender.layers.push(layerOf(report, reports));
  }
  return [...senders.values()];
}

function layerOf(report: ReadonlyMap<string, unknown>, reports: Reports): LayerStats {
  const amount = (name: string) => {
    const number = numberOf(report.get(name));
    return number !== null && number >= 0 && number < Number.MAX_SAFE_INTEGER ? number : null;
  };
  const flag = (name: string) => {
    const value = report.get(name);
    return typeof value === 'boolean' ? value : null;
  };
  const ssrc = amount('ssrc');
  return {
    rid: textOf(report.get('rid')),
    ssrc: ssrc !== null && Number.isSafeInteger(ssrc) ? ssrc : null,
    active: flag('active'),
    bytesSent: amount('bytesSent'),
    framesEncoded: amount('framesEncoded'),
    width: amount('frameWidth'),
    height: amount('frameHeight'),
    fps: amount('framesPerSecond'),
    codec: textOf(reports.get(String(report.get('codecId')))?.get('mimeType'))?.toLowerCase() ?? null,
    scalabilityMode: textOf(report.get('scalabilityMode')),
    contentType: textOf(report.get('contentType')),
    encoder: textOf(report.get('encoderImplementation')),
    powerEfficient: flag('powerEfficientEncoder'),
  };
}
