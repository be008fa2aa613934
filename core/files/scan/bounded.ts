import { BadFile, tooMuch } from '../fault';
import { OutOfBounds } from './bounds';

/** @throws {BadFile} instead of OutOfBounds */
export function bounded(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof OutOfBounds ? new BadFile(tooMuch(error.message)) : error;
  }
}
