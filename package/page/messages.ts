import * as v from 'valibot';
import type { FromBridge } from '../../content/hook/link';
import { PATCHES } from '../../protocol/patches';

const key = v.pipe(v.string(), v.maxLength(64));
const url = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, 2_000)),
);
const text = v.nullable(
  v.pipe(
    v.string(),
    v.transform((each) => each.slice(0, 1_000)),
  ),
);
const figure = v.nullable(v.pipe(v.number(), v.finite()));

/**
 * What a document says to Node. `next` asks for commands, and says that the last ones were carried out;
 * `late`: the document was there before. `announce` comes with its first connection or captured device.
 */
export const fromPage = v.variant('type', [
  v.object({ type: v.literal('next'), key, url, top: v.boolean(), late: v.boolean() }),
  v.object({
    type: v.literal('announce'),
    key,
    url,
    top: v.boolean(),
    patch: v.picklist(PATCHES),
    environment: v.object({ userAgent: text, platform: text, deviceMemoryGiB: figure, cores: figure }),
  }),
  /** Validated as the panel does it. */
  v.object({ type: v.literal('message'), key, message: v.unknown() }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;
export type PageEnvironment = Extract<FromPage, { type: 'announce' }>['environment'];

/** @returns what a document says, to be validated; null where it is no JSON */
export function readMessage(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

/** Answer to `next`; null: nobody looks any more. */
export type ToPage = FromBridge[] | null;
