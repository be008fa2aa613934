/**
 * The order of an A/B comparison: every other round the other way round, so that what warms up or slows
 * down over time does not always meet the same patch.
 */
export function inRounds<T>(patches: readonly T[], rounds: number): { patch: T; round: number }[] {
  return Array.from({ length: rounds }, (_, i) => i + 1).flatMap((round) =>
    (round % 2 ? patches : patches.toReversed()).map((patch) => ({ patch, round })),
  );
}
