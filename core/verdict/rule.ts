/** What a verdict comes to. */
export type VerdictState = 'growing' | 'stable' | 'unknown';

/** Publishes needed before anything is said: the first can find nothing idle, two may be chance. */
export const ENOUGH_PUBLISHES = 3;

/** One start, of sending or of receiving. */
export interface Start {
  added: boolean;
  /** Idle ones when the one that started was made. */
  idleBefore: number;
}

/**
 * Growing: the starts keep adding transceivers although idle ones are there, and those become ever
 * more. That is counted, not guessed from a curve. An app that keeps a spare one, stops the old one
 * later, made a pool ahead or has many participants sets no new record of idle ones twice.
 */
export function isGrowing(starts: readonly Start[]): boolean {
  const records: number[] = [];
  let most = 0;
  starts.forEach(({ added, idleBefore }, i) => {
    if (!added || idleBefore <= most) return;
    most = idleBefore;
    records.push(i);
  });
  const [last, before] = [records.at(-1), records.at(-2)];
  if (last === undefined || before === undefined) return false;
  // Where only every second or third one adds, it takes one more to tell that from a pool filling up.
  const gap = last - before;
  if (gap > 1 && records.length < 3) return false;
  // And it is over when one was served without adding that would have added by now.
  return starts.length - 1 - last < gap;
}
