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
    figure: known ? `≈ ${aboutTotal(idle)}` : 'memory unknown',
    note: known ? ' (estimate)' : '',
  };
}

/** A figure below this is not worth a line of the card, MiB. */
export const LEAST_RECEIVERS = 1;

/** What the receivers hold that receive no more; null where it is about something else, or next to nothing. */
export function receiversOf({ finding, past }: Pick<Incident, 'finding' | 'past'>, receivers: Total): Holds | null {
  const found = past ? null : finding;
  if (receivers.high < LEAST_RECEIVERS || (found && found.id !== 'idle-senders')) return null;
  return {
    label: receiversLabel(receivers.senders),
    figure: `≈ ${aboutTotal(receivers)}`,
    note: ' (estimate)',
  };
}

/** `6 receivers that receive no more:` */
export const receiversLabel = (count: number): string =>
  `${count === 1 ? '1 receiver that receives' : `${count} receivers that receive`} no more:`;

/** What the app's own line did. */
export const madeAtLabel = ({ captured }: Culprit): string => (captured ? 'Track from' : 'Made at');

/** `livekit-client 2.23.0`; without the version where the script's path does not tell. */
export const libraryName = (frame: Frame): string => [frame.sdk, versionOf(frame)].filter(Boolean).join(' ');
