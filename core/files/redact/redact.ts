import type { Recording } from '../format/recording';
import { Redaction } from './redaction';
import { RULES } from './rules';

/**
 * A copy of the recording without identifying data, with a list of what was removed. Structure and
 * figures stay, so the verdicts do not change. A removed name gets a stand-in, the same one everywhere
 * in the file.
 */
export function redact(recording: Recording): Recording {
  const { redacted, ...rest } = recording;
  const before = redacted === null ? null : { text: JSON.stringify(recording), list: redacted };
  const redaction = new Redaction(before);
  const copy = redaction.plain(rest, RULES);
  return { ...recording, ...copy, redacted: redaction.list() };
}
