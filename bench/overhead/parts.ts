/** What can be measured, in this order. */
export const PARTS = ['calls', 'profile', 'many', 'load', 'wire', 'kept', 'cpu', 'inspect'] as const;
export type Part = (typeof PARTS)[number];
/** The rest is read by Chromium's own protocol. */
export const PARTS_IN_FIREFOX: readonly Part[] = ['calls', 'many'];
