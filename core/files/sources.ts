import { FACTS, type Fact } from '../verdict/evidence';
import { webrtcInternalsSource } from './importers/webrtc-internals/source';
import type { SourceInfo } from './source';

/**
 * Where what is known of a document can come from, by the name that files give it. A new one is a
 * line here; TypeScript then asks for its importer (importers/index.ts) and its texts (source-texts.ts).
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
} as const satisfies Record<string, SourceInfo>;

export type RecordingSource = keyof typeof SOURCES;

/** In the order in which they are offered. */
export const SOURCE_NAMES = Object.keys(SOURCES) as [RecordingSource, ...RecordingSource[]];

/** Whether a source tells something of a page. */
export function knows(source: RecordingSource, fact: Fact): boolean {
  const known: readonly Fact[] = SOURCES[source].knows;
  return known.includes(fact);
}
