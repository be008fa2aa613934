import { FIGURE_LINKS } from '../../../core/docs/links';
import { coefficientsOf } from '../../../core/estimate/coefficients/calibration';
import { ASSUMED, formulaGroups, isAssumed } from '../../../core/estimate/formula';
import type { Estimate } from '../../../core/estimate/memory';
import { formatTotal, totalOf } from '../../../core/estimate/totals';
import { isFirefox } from '../../../core/text/browser';
import { bytes } from '../../../core/text/format';
import { useStore } from '../context';
import { LearnMore } from '../docs/LearnMore';
import { Dialog } from '../parts/Dialog';
import { Foreign } from '../parts/Foreign';
import { Coefficients } from './Coefficients';

/** How an estimate is made: one click away from every figure. */
export function Explanation() {
  const { uncalibrated, jsHeapBytes, ui, browser } = useStore();
  const of = ui.explained.value;
  if (!of) return null;
  const heap = jsHeapBytes.value;
  const { heldOut } = coefficientsOf(browser.value);
  return (
    <Dialog title="How the estimate is made" onClose={() => (ui.explained.value = null)}>
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
        <section class="dialog-body" tabIndex={0} aria-label="Explanation">
          <Numbers title={of.title} estimates={of.estimates()} />
          <p>
            A sender keeps its encoder in the page’s process until it is stopped or its connection closed, also when it
            is idle. How much that is depends on codec, mode and the size of the frame it was last configured to, in
            megapixels (Mpx), for each layer:
          </p>
          <p class="formula-line">MB = constant + coefficient × Mpx</p>
          {isFirefox(browser.value.userAgent) && (
            <p>
              Firefox also keeps each sender’s last frame and copies of it, as large as its last track. Of all this
              about:memory names only a canvas’s last frame (source-surface-aligned-raw-data, 3.8 MB per Mpx).
            </p>
          )}
          <Coefficients />
          {uncalibrated.value.length > 0 && (
            <p>
              <strong>Uncalibrated here.</strong> {uncalibrated.value.join(' ')} Figures may be further off than the
              errors say.
            </p>
          )}
          <p>
            Range = formula ± the largest deviation measured.
            {heldOut.cells > 0 &&
              ` Built-in coefficients, on ${heldOut.cells} cells that the fit did not use: median ${heldOut.medianAbsErrorPct} %, 90 % within ${heldOut.p90AbsErrorPct} %.`}{' '}
            Simulcast is the sum of its layers. Another system, a hardware encoder, a browser older than those measured
            or more than a year newer is marked uncalibrated, unless this machine is calibrated (Settings). A sender
            whose codec or size is not known has no figure and is counted apart. Where a page publishes with
            addTrack(track, stream), the stream keeps the last frame of a canvas, unless the page takes the track off
            it. A receiver that receives no more has a figure of its own; decoders of receivers in use are not
            estimated.
          </p>
          <p>MB are 1024-based, as in Chrome’s task manager and in Firefox’s about:processes.</p>
          <p>
            <code>performance.memory</code> {heap === null ? 'is not exposed here' : `says ${bytes(heap)} (measured)`}:
            it is the JavaScript heap, and encoders are not in it.
          </p>
          <p>
            <LearnMore to={FIGURE_LINKS.encoders} about="the estimate" />
          </p>
        </section>
      )}
    </Dialog>
  );
}

/** The formula with these senders' numbers in it; those with the same numbers are told once. */
function Numbers({ title, estimates }: { title: string; estimates: readonly Estimate[] }) {
  const groups = formulaGroups(estimates);
  if (groups.length === 0) return <p>{title}: no sender has an encoder.</p>;
  return (
    <>
      <p>
        {title}: ≈ <strong>{formatTotal(totalOf(estimates))}</strong> (estimate)
      </p>
      <ul class="formula">
        {groups.map(({ count, lines }) => (
          <li key={lines.join()}>
            {lines.map((line, i) => (
              <div key={line}>
                {i === 0 && estimates.length > 1 && `${count} × `}
                <Foreign text={line} />
              </div>
            ))}
          </li>
        ))}
      </ul>
      {estimates.some((each) => each.state === 'known' && isAssumed(each)) && <p class="quiet">{ASSUMED}</p>}
    </>
  );
}
