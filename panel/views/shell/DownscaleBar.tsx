import type { DownscaleResult } from '../../analysis/downscaling';
import { formatTotal } from '../../analysis/totals';
import { plural } from '../../format';
import { useStore } from '../context';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { reasonText } from '../log/describe';
import { IconButton } from '../parts/Button';

/** What became of the last downscale by hand, until it is dismissed or the page navigates. */
export function DownscaleBar() {
  const { downscaling } = useStore();
  const result = downscaling.result.value;
  if (!result) return null;
  return (
    <section class="bar result" aria-label="Result of the downscale">
      <div role="status">
        <Outcome result={result} />
        {result.refusals.map(({ reason, count }) => (
          <p key={reason} class="quiet">
            {count} left as {count === 1 ? 'it was' : 'they were'}: {reasonText(reason)}
          </p>
        ))}
      </div>
      <IconButton icon="close" label="Dismiss the result" onClick={downscaling.dismiss} />
    </section>
  );
}

function Outcome({ result: { asked, downscaled, unanswered, before, after } }: { result: DownscaleResult }) {
  const of =
    downscaled === asked ? plural(downscaled, 'idle encoder') : `${downscaled} of ${plural(asked, 'idle encoder')}`;
  return (
    <p>
      <strong>Downscaled {of}</strong>
      {downscaled > 0 && (
        <>
          : ≈ {formatTotal(before)} → <strong>≈ {formatTotal(after)}</strong> (estimate).
          <Uncalibrated doubt={doubtOf(before)} /> They get their own encodings back when the page sends again or
          DevTools closes
        </>
      )}
      .{unanswered > 0 && <span class="quiet"> {unanswered} without an answer: still at it, or no longer idle.</span>}
    </p>
  );
}
