import type { Recording } from '../format/recording';
import { Redaction } from './redaction';
import { RULES } from './rules';

/**
 * The recording without what may tell who and where: a copy, with a list of what was removed.
 * Structure and figures stay, so verdicts do too. Names that were removed get names of their own,
 * the same everywhere in the file.
 */
export function redact(recording: Recording): Recording {
  const { redacted, ...rest } = recording;
  const before = redacted === null ? null : { text: JSON.stringify(recording), list: redacted };
  const redaction = new Redaction(before);
  const copy = redaction.plain(rest, RULES);
  return { ...recording, ...copy, redacted: redaction.list() };
}
