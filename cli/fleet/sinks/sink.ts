import type { Answer } from '../answer';

/** Where answers go, one after the other in the order of the files. */
export interface Sink {
  add(answer: Answer): void | Promise<void>;
  /** After the last one. */
  end(): void | Promise<void>;
}
