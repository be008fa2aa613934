import type { LogEntry } from '../../protocol/log';
import { REASONS } from '../../protocol/reasons';
import { PATCH_CHOICES } from '../patches/patches';
import { isolated } from './foreign';
import { bytes, milliseconds, plural } from './format';

export type Tone = 'call' | 'state' | 'publish' | 'unpublish' | 'patch' | 'refused' | 'plain';

export interface Description {
  tone: Tone;
  /** What kind of entry it is, in a word. */
  tag: string;
  text: string;
  /** More, shown when the entry is opened. */
  more: string[];
}

/** A reason code as a sentence; one that this version does not know is shown as it is. */
export function reasonText(code: string): string {
  return (REASONS as Record<string, string>)[code] ?? isolated(code);
}

/** A log entry in words. `name` says which transceiver an id is. */
export function describeEntry(entry: LogEntry, name: (transceiver: number) => string): Description {
  switch (entry.type) {
    case 'call':
      return {
        tone: 'call',
        tag: 'call',
        text: `${entry.name}${entry.name.endsWith('=') ? ` ${entry.args}` : `(${entry.args})`}${
          entry.error ? ` threw ${entry.error}` : ''
        }`,
        more: [],
      };
    case 'state':
      return describeState(entry);
    case 'connection':
      return { tone: 'plain', tag: 'connection', text: describeConnection(entry.name, entry.value), more: [] };
    case 'negotiated': {
      const lines = entry.mLines === null ? '' : `, ${entry.mLines} m-lines`;
      const size = entry.sdpBytes === null ? '' : `, ${bytes(entry.sdpBytes)} of SDP`;
      const time = entry.ms === null ? '' : `in ${milliseconds(entry.ms)}: `;
      const text = `${time}${plural(entry.transceivers, 'transceiver')}${lines}${size}`;
      return { tone: 'plain', tag: 'negotiated', text, more: [] };
    }
    case 'patch':
      return {
        tone:
          entry.outcome === 'refused' || entry.outcome === 'failed' || entry.outcome === 'conflict'
            ? 'refused'
            : 'patch',
        tag: entry.outcome === 'switched' ? 'patch' : entry.outcome,
        text: `${entry.outcome === 'switched' ? `Try a fix: ${PATCH_CHOICES[entry.patch]}. ` : ''}${reasonText(entry.reason)}`,
        more: entry.candidates.map(({ transceiver, reason }) => `${name(transceiver)}: ${reasonText(reason)}`),
      };
  }
}

function describeState(entry: Extract<LogEntry, { type: 'state' }>): Description {
  const directions = `${entry.direction} / ${entry.currentDirection ?? 'null'}`;
  const of = entry.source ? ` ${entry.source}` : '';
  const plain = (tag: string, text: string): Description => ({ tone: 'state', tag, text, more: [] });
  switch (entry.why) {
    case 'made':
      return plain('made', `${entry.kind}${of}, ${directions}`);
    case 'published':
      return { tone: 'publish', tag: 'publish', text: `starts sending ${entry.kind}${of}, ${directions}`, more: [] };
    case 'unpublished':
      return { tone: 'unpublish', tag: 'unpublish', text: `became idle, ${directions}`, more: [] };
    case 'changed':
      return plain('state', `${directions}, ${entry.phase}`);
    case 'stopped':
      return plain('stopped', directions);
    case 'removed':
      return plain('removed', 'left getTransceivers()');
  }
}

function describeConnection(name: string, value: string): string {
  if (name === 'made') return 'new RTCPeerConnection()';
  if (name === 'closed') return 'closed';
  if (name === 'collected') return 'collected by the browser';
  if (name === 'datachannel') return `data channel ${value}`;
  return `${name}: ${value}`;
}
