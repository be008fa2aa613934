/** A process of its own that answers one file after the other, as cli/fleet/parallel/pool.ts asks. */
import { type Answer, answerOf, type Question } from '../answer';
import type { Found } from '../files';

export interface Task {
  entry: Found;
  question: Question;
}

export interface Done {
  answer: Answer;
  /** Bytes of memory that the process has now. */
  rss: number;
}

process.on('message', async ({ entry, question }: Task) => {
  const answer = await answerOf(entry, question);
  process.send!({ answer, rss: process.memoryUsage.rss() } satisfies Done);
});
process.on('disconnect', () => process.exit());
