import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DownscaleResult } from '../../../core/estimate/downscaling';
import { aboutTotal } from '../../../core/estimate/totals';
import { plural } from '../../../core/text/format';
import { reasonText } from '../../../core/text/log-entry';
import { useStore } from '../context';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { useClosable } from '../focus/useClosable';
import { IconButton } from '../parts/Button';

/** What became of the last downscale by hand, until it is dismissed or the page navigates. */
export function DownscaleBar() {
  const { downscaling } = useStore();
  const result = downscaling.result.value;
  return result && <Result result={result} onDismiss={downscaling.dismiss} />;
}

function Result({ result, onDismiss }: { result: DownscaleResult; onDismiss(): void }) {
  const section = useRef<HTMLElement>(null);
  // To something that does not act: the button that was pressed may be gone.
  useClosable(section, onDismiss, {
    back: () => document.querySelector<HTMLElement>('[role=tab][aria-selected=true]'),
  });
  useLayoutEffect(() => {
    // The button that was pressed goes away with the last idle encoder: the focus goes on to what came of it.
    const at = document.activeElement;
    if (at === null || at === document.body || at.matches('.downscale')) section.current?.focus();
  }, []);
  return (
    <section class="bar result" aria-label="Result of the downscale" ref={section} tabIndex={-1}>
      <div role="status">
        <Outcome result={result} />
        {result.refusals.map(({ reason, count }) => (
          <p key={reason} class="quiet">
            {count} left as {count === 1 ? 'it was' : 'they were'}: {reasonText(reason)}
          </p>
        ))}
      </div>
      <IconButton icon="close" label="Dismiss the result" onClick={onDismiss} />
    </section>
  );
}

function Outcome({ result: { requested, downscaled, unanswered, before, after } }: { result: DownscaleResult }) {
  const of =
    downscaled === requested
      ? plural(downscaled, 'idle encoder')
      : `${downscaled} of ${plural(requested, 'idle encoder')}`;
  return (
    <p>
      <strong>Downscaled {of}</strong>
      {downscaled > 0 && (
        <>
          : ≈ {aboutTotal(before)} → <strong>≈ {aboutTotal(after)}</strong> (estimate).
          <Uncalibrated doubt={doubtOf(before)} /> The page’s encodings are restored when it sends again or DevTools
          closes
        </>
      )}
      .{unanswered > 0 && <span class="quiet"> {unanswered} without an answer yet, or no longer idle.</span>}
    </p>
  );
}
