import { BadFile } from '../../fault';
import type { Importer } from '../importer';
import { isOfChrome, isRtcstatsDump, RtcstatsLines } from '../rtcstats-lines';
import { fromLines } from './convert';

export const chromeRtcstats: Importer = {
  title: 'an rtcstats dump of Chrome',
  docs: 'chromes-rtcstats-dump',
  recognizes: ({ start, text }) => isRtcstatsDump(start) && isOfChrome(headerOf(text)),
  read: ({ text }) => fromLines(new RtcstatsLines(text)),
};

/** Empty where it can't be read. */
function headerOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return new RtcstatsLines(text).header;
  } catch (error) {
    if (error instanceof BadFile) return {};
    throw error;
  }
}
