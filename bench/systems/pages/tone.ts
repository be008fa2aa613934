const LOWEST_HZ = 400;
const STEP_HZ = 100;
/** Heard at least this much louder than nothing. */
const MIN_LEVEL = 0.02;

/** Pitch of a publish's tone, in Hz. */
export const toneOf = (code: number) => LOWEST_HZ + (code % 20) * STEP_HZ;

/**
 * The code of a tone, by how often it crosses zero upwards.
 * @param samples at least 20 ms
 * @returns null for silence, and for what is no steady tone of ours
 */
export function codeOf(samples: Float32Array, sampleRate: number): number | null {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak < MIN_LEVEL) return null;
  let [crossings, first, last] = [0, 0, 0];
  for (let i = 1; i < samples.length; i++) {
    if (samples[i - 1]! >= 0 || samples[i]! < 0) continue;
    if (crossings++ === 0) first = i;
    last = i;
  }
  if (crossings < 3) return null;
  const code = (((crossings - 1) * sampleRate) / (last - first) - LOWEST_HZ) / STEP_HZ;
  const whole = Math.round(code);
  return whole > 0 && Math.abs(code - whole) < 0.3 ? whole : null;
}
