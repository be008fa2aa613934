import type { RecordingSource } from '../sources';
import type { Importer } from './importer';
import { recording } from './recording';
import { report } from './report';
import { webrtcInternals } from './webrtc-internals';

/**
 * The kinds of files that can be opened, in the order in which they are asked whether they know a
 * file: one for each source, and containers of a recording.
 */
export const IMPORTERS: Readonly<Record<RecordingSource | 'report', Importer>> = {
  recording,
  report,
  'webrtc-internals': webrtcInternals,
};
