const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ctrl+C, or a CI job that is canceled. Once: a second one ends the process as always.
 * @returns takes it away
 */
export function onInterrupt(handle: (signal: (typeof SIGNALS)[number]) => void): () => void {
  for (const signal of SIGNALS) process.once(signal, handle);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handle);
  };
}
