import { coefficientsOf } from '../../../core/estimate/coefficients/calibration';
import { allFits } from '../../../core/estimate/coefficients/own/own-fits';
import { useStore } from '../context';
import { Foreign } from '../parts/Foreign';
import { aboutCalibration } from './provenance';

/** The coefficients with their errors, and where each of them comes from. */
export function Coefficients() {
  const { browser, inForce, transport } = useStore();
  const { fits: builtIn, audioMiB, provenance } = coefficientsOf(browser.value);
  const now = inForce.value;
  const fits = now?.fits ? allFits(now.fits) : builtIn;
  return (
    <>
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
            {now?.fits && <th scope="col">From</th>}
          </tr>
        </thead>
        <tbody>
          {fits.map((fit) => (
            <tr key={fit.id}>
              <th scope="row">{fit.label}</th>
              <td class="number">{fit.constant}</td>
              <td class="number">{fit.perMpx}</td>
              <td class="number">±{Math.round(fit.error * 100)} %</td>
              <td>{fit.cells}</td>
              {now?.fits && <td>{fit.from}</td>}
            </tr>
          ))}
          <tr>
            <th scope="row">Audio</th>
            <td class="number">0-{audioMiB}</td>
            <td class="number">–</td>
            <td class="number">–</td>
            <td>noise floor</td>
            {now?.fits && <td>built in</td>}
          </tr>
        </tbody>
      </table>
      {now && (
        <p class="quiet">
          Calibration: <Foreign text={aboutCalibration(now, transport.hasPage)} />
        </p>
      )}
      <p class="quiet">
        {now?.fits ? 'Built-in coefficients' : 'Coefficients'}: {provenance}.
      </p>
    </>
  );
}
