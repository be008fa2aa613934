/** The result of a verdict. */
export type VerdictState = 'growing' | 'stable' | 'unknown';

/** Publishes needed for a verdict: the first one can't find an idle transceiver, and two may be chance. */
export const ENOUGH_PUBLISHES = 3;

/** One start, of sending or of receiving. */
export interface Start {
  added: boolean;
  /** Number of idle transceivers when the started one was created. */
  idleBefore: number;
}

/**
 * Growing: the starts keep adding transceivers although idle ones exist, and the idle ones keep
 * increasing. This is counted, not estimated from a curve: the idle count at creation time has to set
 * a new record twice. An app that keeps a spare transceiver, stops the old one later, creates a pool
 * ahead or has many participants does not do that.
 */
export function isGrowing(starts: readonly Start[]): boolean {
  const records: number[] = [];
  let record = 0;
  starts.forEach(({ added, idleBefore }, i) => {
    if (!added || idleBefore <= record) return;
    record = idleBefore;
    records.push(i);
  });
  const [lastRecord, recordBefore] = [records.at(-1), records.at(-2)];
  if (lastRecord === undefined || recordBefore === undefined) return false;
  // If only every second or third start adds one, a third record is needed to rule out a pool that fills up.
  const gap = lastRecord - recordBefore;
  if (gap > 1 && records.length < 3) return false;
  // The growth has ended if a start that was due to add a transceiver did not.
  return starts.length - 1 - lastRecord < gap;
}
