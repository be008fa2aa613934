/** Limits of one recording: well above what a panel records, well below what fills memory. */
export const BOUNDS = {
  documents: 200,
  runs: 1_000,
  readings: 10_000,
  steps: 100_000,
  figures: 100_000,
  marks: 20_000,
  publishes: 20_000,
  sdp: 50_000,
  stacks: 200_000,
  lines: 20_000,
  points: 2_000_000,
  reasons: 1_000,
  removed: 100,
  /** Characters of all text in one file. */
  totalText: 200_000_000,
} as const;
