import type { SourceInfo } from '../../source';

/** What rtcstats-js traces in a page: calls, descriptions and statistics, but no transceivers. */
export const rtcstatsJsSource = {
  title: 'rtcstats file',
  writer: { name: 'rtcstats-js', recordedBy: 'rtcstats-js in the page' },
  // removeTrack() and replaceTrack() are logged.
  knows: ['releases'],
  countsConnections: false,
  namesDocuments: false,
} as const satisfies SourceInfo;
