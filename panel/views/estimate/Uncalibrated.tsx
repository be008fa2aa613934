import { useStore } from '../context';

/** Stands beside a figure whose coefficients were measured on something else. `doubt` is the sender's own reason. */
export function Uncalibrated({ doubt = null }: { doubt?: string | null }) {
  const reasons = [...useStore().uncalibrated.value, ...(doubt ? [doubt] : [])];
  if (reasons.length === 0) return null;
  return (
    <span class="badge uncalibrated" title={reasons.join(' ')}>
      uncalibrated
    </span>
  );
}

/** The reason of a total in which some senders have one. */
export function doubtOf({ uncalibrated }: { uncalibrated: number }): string | null {
  return uncalibrated > 0
    ? `${uncalibrated} of the senders ${uncalibrated === 1 ? 'has' : 'have'} an encoder that was not measured.`
    : null;
}
