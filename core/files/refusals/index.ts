import { BadFile } from '../fault';
import type { Content } from '../read/content';
import { JSON_REFUSALS } from './json';
import { refusalSentence } from './refusal';
import { TEXT_REFUSALS } from './text';

/** The error that names a file which no importer reads; null where its kind is not known. */
export function knownRefusal(content: Content): BadFile | null {
  const found = [...JSON_REFUSALS, ...TEXT_REFUSALS].find((each) => each.is(content));
  return found ? new BadFile(refusalSentence(found)) : null;
}
