import * as v from 'valibot';
import type { InspectedBrowser } from './browser';

export interface Answer {
  lines: readonly string[];
  data: Record<string, unknown>;
}

/** One tool, as agents see it. */
export interface Tool {
  name: string;
  description: string;
  input: v.ObjectEntries;
  /** It changes nothing. */
  readOnly: boolean;
  /** @throws Error with one sentence, which the agent gets */
  run(input: any, browser: InspectedBrowser): Promise<Answer>;
}

/** Lets the input of a tool be typed where it is written. */
export function tool<E extends v.ObjectEntries>(
  each: Omit<Tool, 'run' | 'input'> & {
    input: E;
    run(input: v.InferOutput<v.ObjectSchema<E, undefined>>, browser: InspectedBrowser): Promise<Answer>;
  },
): Tool {
  return each;
}

/** Several tabs may be open. */
export const page = v.optional(
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.description('Number of one page, as webrtc_check lists them; default all'),
  ),
);

export const last = (standard: number, max: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max)), standard);

export const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4_096));
