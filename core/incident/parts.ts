import { type Culprit, type Frame, versionOf } from '../callsite/stack';
import { aboutTotal, type Total } from '../estimate/totals';
import type { Incident } from './incident';

/** One figure in words, in three parts since a view sets off its figure. */
interface Holds {
  label: string;
  figure: string;
  /** After the figure; empty where it is unknown. */
  note: string;
}

/** What the idle encoders hold, as the card says it; null where it is about something else, or there are none. */
export function holdsOf({ finding, past }: Pick<Incident, 'finding' | 'past'>, idle: Total): Holds | null {
  const found = past ? null : finding;
  if (idle.senders === 0 || (found && found.id !== 'idle-senders')) return null;
  const more = found && idle.senders > found.count;
  const known = idle.unknown < idle.senders;
  return {
    label: more ? `All ${idle.senders} idle encoders:` : 'Idle encoders:',
    figure: known ? `≈ ${aboutTotal(idle)}` : 'size unknown',
    note: known ? ' (estimate)' : '',
  };
}

/** What the app's own line did. */
export const madeAtLabel = ({ captured }: Culprit): string => (captured ? 'Track from' : 'Made at');

/** `livekit-client 2.23.0`; without the version where the script's path does not tell. */
export const libraryName = (frame: Frame): string => [frame.sdk, versionOf(frame)].filter(Boolean).join(' ');
