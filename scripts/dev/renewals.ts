/**
 * Does the same work again each time it is asked for, one after the other. Asked for again before
 * a waiting one has begun, it is done once for both.
 * @returns asks for it; resolves, or rejects, with the work that was begun after that
 */
export function createRenewals(work: () => Promise<void>): () => Promise<void> {
  let running = Promise.resolve();
  let waiting: Promise<void> | null = null;
  return () => {
    if (waiting) return waiting;
    const mine = running
      .catch(() => {})
      .then(() => {
        waiting = null;
        return work();
      });
    waiting = mine;
    running = mine;
    return mine;
  };
}
