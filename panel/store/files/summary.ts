import type { RecordingModel } from '../../../core/files/format/recording-model';
import { resultOfRecording } from '../../../core/findings/full-result';
import { browserName } from '../../../core/text/browser';
import type { FileSummary } from './many';

/** What a list says of a file. */
export function summaryOf(recording: RecordingModel): FileSummary {
  const { state, headline, publishing, connections, environment } = resultOfRecording(recording);
  const { low, high, unknown } = publishing.idleEstimate;
  return {
    state,
    headline: headline.text,
    idleMib: { low, high },
    unknown,
    idle: connections.reduce((sum, each) => sum + each.idle.audio + each.idle.video, 0),
    connections: connections.length,
    browser: browserName(environment),
    savedAt: recording.savedAt,
  };
}
