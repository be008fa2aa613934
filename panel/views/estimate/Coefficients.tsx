import { coefficientsOf } from '../../../core/estimate/coefficients/calibration';
import { useStore } from '../context';

/** The coefficients with their errors, and where they come from. */
export function Coefficients() {
  const { fits, audioMiB, provenance } = coefficientsOf(useStore().browser.value);
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
            </tr>
          ))}
          <tr>
            <th scope="row">Audio</th>
            <td class="number">0-{audioMiB}</td>
            <td class="number">–</td>
            <td class="number">–</td>
            <td>noise floor</td>
          </tr>
        </tbody>
      </table>
      <p class="quiet">Coefficients: {provenance}.</p>
    </>
  );
}
