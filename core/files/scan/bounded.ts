import { BadFile, tooMuchSentence } from '../fault';
import { OutOfBounds } from './bounds';

/** Runs `work` and turns OutOfBounds into BadFile. @throws {BadFile} */
export function bounded(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof OutOfBounds ? new BadFile(tooMuchSentence(error.message)) : error;
  }
}
