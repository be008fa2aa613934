import type { InferOutput } from 'valibot';
import type { RECORDING_SCHEMA, removed } from './schema';

export const FORMAT = 'transceiver-inspector-recording';
/** Incremented with every change that an older reader would misread. */
export const FORMAT_VERSION = 1;

/** One kind of data that was removed before the file was written. */
export type Removed = InferOutput<typeof removed>;

/** A file of our own format. Its members are described in schema.ts. */
export type Recording = InferOutput<typeof RECORDING_SCHEMA>;
