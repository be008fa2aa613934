import type { RecordingModel } from '../format/recording-model';
import type { Content } from '../read/content';

/** Reads one kind of file. */
export interface Importer {
  /** The kind of file with its article, for error sentences. */
  title: string;
  /** Anchor of its section in docs/recording-format.md. */
  docs: string;
  /** Whether the content is of this kind. */
  recognizes(content: Content): boolean;
  /**
   * Reads the content in steps, so that other tasks can run in between.
   * @throws {BadFile} with one sentence on what is wrong and where
   */
  read(content: Content): Generator<void, RecordingModel, void>;
}
