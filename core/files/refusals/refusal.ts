import type { Content } from '../read/content';

/** A kind of file that people send, and that no importer reads. */
export interface Refusal {
  /** What it is, with its article, and why it can't be read where that is not plain. */
  what: string;
  is(content: Content): boolean;
  /** What to do, where it is not to ask for a dump; completes `${what}: `. */
  instead?: string;
}

const ASK = 'ask for the dump that chrome://webrtc-internals saves (docs/files.md)';

export const refusalSentence = ({ what, instead = ASK }: Pick<Refusal, 'what' | 'instead'>) =>
  `This is ${what}: ${instead}.`;
