import { useId } from 'preact/hooks';
import { AUDIO_MIB, FITS, PROVENANCE } from '../../analysis/coefficients';
import { bytes } from '../../format';
import { Icon } from '../parts/Icon';

/** How the estimate is made: one click away from every figure. */
export function Formula({ jsHeapBytes }: { jsHeapBytes: number | null }) {
  const id = useId();
  return (
    <>
      <button type="button" class="button small" popovertarget={id}>
        <Icon name="info" />
        Formula
      </button>
      <div id={id} popover="auto" class="popover" role="dialog" aria-label="How the estimate is made">
        <h2>How the estimate is made</h2>
        <p>
          A sender keeps its encoder in the page’s renderer process until it is stopped or its connection closed, also
          when it is idle. How much that is depends on codec, mode and the size of the frame it was last configured to,
          in megapixels (Mpx), for each layer:
        </p>
        <p class="formula-line">MB = constant + coefficient × Mpx</p>
        <table class="plain">
          <caption class="visually-hidden">Coefficients</caption>
          <thead>
            <tr>
              <th scope="col">Codec, mode</th>
              <th scope="col" class="number">
                Constant
              </th>
              <th scope="col" class="number">
                per Mpx
              </th>
              <th scope="col" class="number">
                Error
              </th>
              <th scope="col">Measured at</th>
            </tr>
          </thead>
          <tbody>
            {Object.values(FITS).map((fit) => (
              <tr key={fit.id}>
                <th scope="row">{fit.label}</th>
                <td class="number">{fit.constant}</td>
                <td class="number">{fit.perMpx}</td>
                <td class="number">±{Math.round(fit.error * 100)} %</td>
                <td>{fit.cells}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">Audio</th>
              <td class="number">0-{AUDIO_MIB}</td>
              <td class="number">–</td>
              <td class="number">–</td>
              <td>noise floor</td>
            </tr>
          </tbody>
        </table>
        <p>
          For VP8 the range goes from a still picture to a moving one; for the others it is the fit’s error. Simulcast
          is the sum of its layers. Coefficients: {PROVENANCE}. On another system, with a hardware encoder or another
          browser version they are uncalibrated. A sender whose codec or size is not known has no figure and is counted
          apart.
        </p>
        <p>MB are 1024-based, as in Chrome’s task manager.</p>
        <p>
          <code>performance.memory</code>{' '}
          {jsHeapBytes === null ? 'is not exposed here' : `says ${bytes(jsHeapBytes)} (measured)`}: it is the JavaScript
          heap, and encoders are not in it.
        </p>
      </div>
    </>
  );
}
