import * as v from 'valibot';

/** Connections, and transceivers of each, that one frame may name: beyond that it is said. */
export const MOST = 200;

const text = v.nullable(v.pipe(v.string(), v.maxLength(100)));
const side = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(65_536)));
const list = <T extends v.GenericSchema>(of: T) => v.pipe(v.array(of), v.maxLength(MOST));

const transceiver = v.object({
  kind: text,
  current: text,
  stopped: v.boolean(),
  /** It has a live track. */
  live: v.boolean(),
  /** Size of the track that it has; null where it has none. */
  track: v.nullable(v.object({ width: v.number(), height: v.number() })),
  layers: list(v.object({ width: side, height: side, frames: v.nullable(v.number()), codec: text })),
});

/** What COLLECT returns of one frame. */
export const collected = v.object({
  connections: list(v.object({ state: text, transceivers: list(transceiver) })),
  closed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  unread: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type Collected = v.InferOutput<typeof collected>;
export type CollectedTransceiver = v.InferOutput<typeof transceiver>;
