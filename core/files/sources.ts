import { FACTS, type Fact } from '../verdict/evidence';
import { aboutWebrtcSource } from './importers/about-webrtc/source';
import { chromeRtcstatsSource } from './importers/chrome-rtcstats/source';
import { jitsiRtcstatsSource } from './importers/jitsi-rtcstats/source';
import { rtcstatsJsSource } from './importers/rtcstats-js/source';
import { webrtcInternalsSource } from './importers/webrtc-internals/source';
import type { SourceInfo } from './source';

/**
 * The kinds of sources, by their name in files. A new source is one line here; TypeScript then asks
 * for its importer (importers/index.ts) and its texts (source-texts.ts).
 */
export const SOURCES = {
  recording: {
    title: 'recording',
    writer: null,
    knows: FACTS,
    countsConnections: true,
    namesDocuments: false,
  },
  'webrtc-internals': webrtcInternalsSource,
  'chrome-rtcstats': chromeRtcstatsSource,
  'rtcstats-js': rtcstatsJsSource,
  'jitsi-rtcstats': jitsiRtcstatsSource,
  'about-webrtc': aboutWebrtcSource,
} as const satisfies Record<string, SourceInfo>;

export type RecordingSource = keyof typeof SOURCES;

/** In the order in which they are shown. */
export const SOURCE_NAMES = Object.keys(SOURCES) as [RecordingSource, ...RecordingSource[]];

/** Whether a source records a kind of facts. */
export function knows(source: RecordingSource, fact: Fact): boolean {
  const facts: readonly Fact[] = SOURCES[source].knows;
  return facts.includes(fact);
}
