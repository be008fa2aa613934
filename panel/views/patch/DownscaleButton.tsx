import { formatRange, formatTotal } from '../../../core/estimate/totals';
import { plural } from '../../../core/text/format';
import { useStore } from '../context';

/** "Downscale N idle encoders now", with the forecast; only where there are any. */
export function DownscaleButton() {
  const { downscaling } = useStore();
  const { count, before, after, freed } = downscaling.forecast.value;
  if (count === 0) return null;
  const unknown = before.unknown > 0 && freed ? ` + ${before.unknown} unknown` : '';
  return (
    <button
      type="button"
      class="button small downscale"
      title={`Idle encoders hold ≈ ${formatTotal(before)} now and ≈ ${formatTotal(after)} at 1/64 of the size (estimate). Acts once, under every patch and without a negotiation; released or not. They get their own encodings back when the page sends again or DevTools closes.`}
      onClick={downscaling.run}
    >
      {`Downscale ${plural(count, 'idle encoder')} now (frees ≈ ${freed ? `${formatRange(freed)}${unknown}` : 'unknown'})`}
    </button>
  );
}

const WHY_ALTERED =
  'Idle encoders of this page were downscaled by the button, so its memory is no longer the page’s or the patch’s own doing: don’t compare it with another run. It stays so until the next navigation.';

/** Stays beside the switch from the first downscale by hand until the next navigation. */
export function AlteredMark() {
  const { downscaling } = useStore();
  if (!downscaling.altered.value) return null;
  return (
    <span class="badge altered" title={WHY_ALTERED}>
      altered by hand
      <span class="visually-hidden">. {WHY_ALTERED}</span>
    </span>
  );
}
