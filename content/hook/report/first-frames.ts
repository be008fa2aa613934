import type { LogEntry, StateEntry } from '../../../protocol/log';
import { add, find } from '../lists';
import { now } from '../natives';
import { type ConnectionRecord, connections, type TransceiverRecord } from '../records';
import { sampleStats } from './stats';

/** How often is looked for the first frame of a publish, in ms, and for how long at most. */
export const LOOK_MS = 200;
const LONGEST_MS = 5_000;

interface Awaited {
  connection: ConnectionRecord;
  /** Null: only the one sample of an idle sender, from which its next publish is counted. */
  sender: TransceiverRecord | null;
  framesBefore: number;
  until: number;
}

let awaited: Awaited[] = [];

/** Takes note of a publish or its end. @returns whether lookForFrames() has something to do */
export function awaitFrame(entry: LogEntry): boolean {
  const step = entry.type === 'state' ? (entry as StateEntry) : null;
  if (step?.why !== 'published' && step?.why !== 'unpublished') return false;
  const connection = connections.get(step.connection!);
  const sender = connection && find(connection.transceivers, ({ id }) => id === step.transceiver);
  if (!connection || !sender) return false;
  const until = now() + LONGEST_MS;
  const publish = step.why === 'published' && step.kind === 'video';
  add(awaited, { connection, sender: publish ? sender : null, framesBefore: framesOf(sender), until });
  return true;
}

/** One sample of every connection with a fresh publish. @returns whether to look again */
export async function lookForFrames(): Promise<boolean> {
  const before = awaited;
  awaited = [];
  for (let i = 0; i < before.length; i++) {
    const { connection } = before[i]!;
    if (find(before, (each) => each.connection === connection) === before[i]) await sampleStats(connection);
  }
  for (let i = 0; i < before.length; i++) {
    const { sender, framesBefore, until } = before[i]!;
    if (sender?.phase !== 'sending' || framesOf(sender) > framesBefore || now() > until) continue;
    add(awaited, before[i]!);
  }
  return awaited.length > 0;
}

export function forgetFrames(): void {
  awaited = [];
}

function framesOf({ stats }: TransceiverRecord): number {
  let frames = 0;
  for (let i = 0; stats && i < stats.layers.length; i++) frames += stats.layers[i]!.framesEncoded ?? 0;
  return frames;
}
