/** Makes the page cross-origin isolated: its clock then ticks in 5 µs instead of 100. */
export const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
