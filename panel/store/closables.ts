/** Something that Escape closes. */
export interface Closable {
  close(): void;
  /** While it is open nothing else can be reached. */
  modal: boolean;
  hasFocus(): boolean;
}

/** What is open and can be closed, in the order in which it was opened. */
export function createClosables() {
  let open: readonly Closable[] = [];
  return {
    /** @returns what takes it off again */
    add(closable: Closable): () => void {
      open = [...open, closable];
      return () => {
        open = open.filter((each) => each !== closable);
      };
    },
    /** What Escape closes: a modal one, else the one that has the focus, else any; of several the newest. */
    top(): Closable | null {
      return open.findLast(({ modal }) => modal) ?? open.findLast((each) => each.hasFocus()) ?? open.at(-1) ?? null;
    },
  };
}

export type Closables = ReturnType<typeof createClosables>;
