import { aboutTotal, formatAbout } from '../../../core/estimate/totals';
import { integer, plural } from '../../../core/text/format';
import { useStore } from '../context';

const WHAT =
  'Acts once, with any patch and without a negotiation. The page’s encodings are restored when it sends again or DevTools closes.';

/** "Downscale idle (N)": always in its place, so that nothing moves under the pointer; the forecast is in its tooltip. */
export function DownscaleButton() {
  const { downscaling } = useStore();
  const { count, before, after, freed } = downscaling.forecast.value;
  const title =
    count === 0
      ? `No idle video encoder to make small. ${WHAT}`
      : `${plural(count, 'idle encoder')}: ≈ ${aboutTotal(before)} now, ≈ ${aboutTotal(after)} at 1/64 of the size; ${freed ? `frees ≈ ${formatAbout(freed)}` : 'what it frees is not known'} (estimate). ${WHAT}`;
  return (
    <button type="button" class="button small downscale" title={title} disabled={count === 0} onClick={downscaling.run}>
      Downscale idle{count > 0 && ` (${integer(count)})`}
    </button>
  );
}

const WHY_ALTERED =
  'Idle encoders were downscaled by hand, so the page’s memory is not its own: don’t compare it with another run. This lasts until the next navigation.';

/** Stays in the toolbar from the first downscale by hand until the next navigation. */
export function AlteredMark() {
  const { downscaling } = useStore();
  if (!downscaling.altered.value) return null;
  return (
    <span class="badge altered" title={WHY_ALTERED}>
      downscaled by hand
      <span class="visually-hidden">. {WHY_ALTERED}</span>
    </span>
  );
}
