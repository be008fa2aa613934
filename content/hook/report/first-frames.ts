import type { LogEntry } from '../../../protocol/log';
import { add, find } from '../base/lists';
import { now } from '../base/natives';
import type { ConnectionRecord, TransceiverRecord } from '../records';
import { sampleStats } from './stats';

/** Interval between samples that look for the first frame of a publish, and how long to look, in ms. */
export const LOOK_MS = 200;
const MAX_MS = 5_000;

interface Awaited {
  connection: ConnectionRecord;
  /** Null: only the one sample of an idle sender, from which its next publish is counted. */
  sender: TransceiverRecord | null;
  framesBefore: number;
  until: number;
}

let awaited: Awaited[] = [];

/** Takes note of a publish or its end. @returns whether lookForFrames() has something to do */
export function awaitFrame(entry: LogEntry, record: TransceiverRecord | null): boolean {
  const why = entry.type === 'state' && record ? entry.why : null;
  const publish = why === 'published';
  if (!publish && why !== 'unpublished') return false;
  const { connection, kind } = record!;
  const sender = publish && kind === 'video' ? record : null;
  add(awaited, { connection, sender, framesBefore: framesOf(record!), until: now() + MAX_MS });
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
