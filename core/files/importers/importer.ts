import type { RecordingModel } from '../format/recording-model';
import type { Content } from '../read/content';

/** One kind of file that can be opened. */
export interface Importer {
  /** With its article, as an error sentence names it. */
  title: string;
  /** Anchor of its section in docs/recording-format.md. */
  docs: string;
  /** Whether a file is of this kind, by its content alone. */
  recognizes(content: Content): boolean;
  /**
   * Reads it, in steps between which others may go first.
   * @throws {BadFile} with one sentence on what is wrong and where
   */
  read(content: Content): Generator<void, RecordingModel, void>;
}
