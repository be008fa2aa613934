import { type Frame, framePlace } from '../callsite/stack';
import { redactFrame } from '../files/redact/text/stack';
import { StandIns } from '../files/redact/text/stand-ins';
import { redactUrl } from '../files/redact/text/url';
import { PATCH_NOTICE } from '../patches/notices';
import { marked } from '../text/foreign';
import { type Report, write } from './write';

interface VerdictFacts {
  /** With its estimate. */
  sentence: string;
  url: string | null;
  /** The line that it names. */
  frame: Frame | null;
  /** What else was counted. */
  others: readonly string[];
}

/** @param own whether the page's own URL and names stand in it; else they are redacted as in an exported file */
export function verdictReport({ sentence, url, frame, others }: VerdictFacts, own: boolean): Report {
  const page = url ? [`Page: ${marked(own ? url : redactUrl(url))}`] : [];
  // Names that a file has in place of the page's stay.
  const at = frame && (own ? frame : redactFrame(frame, new StandIns('')));
  const made = at ? [`Made at: ${marked(framePlace(at))} (${marked(at.url)})`] : [];
  return write([
    { heading: 'Transceivers' },
    { text: sentence },
    { list: [...page, ...made, ...others] },
    { text: PATCH_NOTICE },
  ]);
}
