import { plural } from '../../../core/text/format';
import type { Audit, AuditedConnection, AuditedFrame } from '../../types/cdp';
import type { Collected, CollectedTransceiver } from './schema';

/** Whether it sends now, by what the standard lets a page read. */
const sends = ({ current, live, stopped }: CollectedTransceiver) =>
  live && !stopped && (current === 'sendrecv' || current === 'sendonly');

function encodersOf({ layers, track }: CollectedTransceiver): AuditedConnection['idleEncoders'] {
  // Nothing is allocated before the first frame.
  return layers
    .filter(({ frames }) => frames !== null && frames > 0)
    .map(({ width, height, codec }) => {
      const size = width && height ? { width, height } : layers.length === 1 ? track : null;
      return { size, codec: codec?.replace(/^video\//i, '') ?? null };
    });
}

/** What one frame holds, in our words. */
export function auditedFrame(url: string, { connections, closed, unread }: Collected): AuditedFrame {
  return {
    page: url,
    closed,
    unread,
    connections: connections.map(({ state, transceivers }) => {
      const video = transceivers.filter(({ kind }) => kind === 'video');
      const idle = video.filter((each) => !sends(each) && !each.stopped);
      return {
        state,
        transceivers: { audio: transceivers.length - video.length, video: video.length },
        sending: video.filter(sends).length,
        idleEncoders: idle.flatMap(encodersOf),
      };
    }),
  };
}

/** What is known, and what is not. Empty where there is no connection. */
export function auditText(frames: readonly AuditedFrame[]): string[] {
  const lines = frames.flatMap((frame) => [
    ...frame.connections.map((each, i) => `${frame.page}, connection ${i + 1}: ${connectionText(each)}`),
    ...(frame.closed > 0
      ? [`${frame.page}: ${plural(frame.closed, 'closed connection')} still held by the page.`]
      : []),
    ...(frame.unread > 0 ? [`${frame.page}: ${plural(frame.unread, 'connection')} could not be read.`] : []),
  ]);
  if (lines.length === 0) return [];
  return [
    'Already there, before anything was watched:',
    ...lines.map((line) => `  ${line}`),
    'That is what exists now. Not known: which lines made it, how many publishes there were, whether it grows, what was removed. An encoder’s size is the last one that Chromium tells, which it forgets some seconds after the last frame. Audio encoders and workers are not looked at. Publish again, or reload the page, to know more.',
  ];
}

function connectionText({ state, transceivers, sending, idleEncoders }: AuditedConnection): string {
  const { audio, video } = transceivers;
  const counts = `${state ?? 'state unknown'}; ${plural(video, 'video transceiver')}, ${sending} sending; ${plural(audio, 'audio transceiver')}`;
  if (idleEncoders.length === 0) return `${counts}. No idle video encoder.`;
  const sizes = new Map<string, number>();
  for (const { size, codec } of idleEncoders) {
    const name = [size ? `${size.width}x${size.height}` : 'size unknown', codec].filter(Boolean).join(' ');
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const each = [...sizes].map(([name, count]) => `${count} of ${name}`).join(', ');
  return `${counts}. ${plural(idleEncoders.length, 'idle video encoder')}: ${each}.`;
}

/** @param failed frames that did not answer, or whose context went */
export function auditOf(frames: readonly AuditedFrame[], failed: readonly string[]): Audit {
  const found = frames.filter(({ connections, closed, unread }) => connections.length + closed + unread > 0);
  const text = [...auditText(found), ...failed.map((url) => `${url} could not be looked at: it did not answer.`)];
  return { frames: found, text: text.join('\n') };
}
