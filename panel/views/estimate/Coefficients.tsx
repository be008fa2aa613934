import { coefficientsOf } from '../../../core/estimate/coefficients/calibration';
import { engineOf } from '../../../core/estimate/coefficients/engine';
import { allFits } from '../../../core/estimate/coefficients/own/own-fits';
import { PARTS } from '../../../core/estimate/coefficients/parts';
import { rangeText } from '../../../core/estimate/formula';
import type { Range } from '../../../core/estimate/totals';
import { useStore } from '../context';
import { Foreign } from '../parts/Foreign';
import { aboutCalibration } from './provenance';

/** The coefficients with their errors, and where each of them comes from. */
export function Coefficients() {
  const { browser: signal, inForce, transport } = useStore();
  const browser = signal.value;
  const { fits: builtIn, provenance } = coefficientsOf(browser);
  const now = inForce.value;
  const fits = now?.fits ? allFits(now.fits) : builtIn;
  const { audioSender, receiver, stream } = PARTS[engineOf(browser.userAgent)];
  const streams = Object.entries({ canvas: stream.drawn, camera: stream.camera, display: stream.display }).flatMap(
    ([source, fit]) => (fit ? [[source, fit] as const] : []),
  );
  const constants: [string, Range][] = [
    ['Audio sender', audioSender],
    ['Video receiver that receives no more', receiver.video],
    ['Audio receiver that receives no more', receiver.audio],
  ];
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
          {streams.map(([source, { perMpx, error, sizes }]) => (
            <tr key={source}>
              <th scope="row">Last frame of a {source}, kept by a stream</th>
              <td class="number">–</td>
              <td class="number">{perMpx}</td>
              <td class="number">±{Math.round(error * 100)} %</td>
              <td>{sizes}</td>
              {now?.fits && <td>built in</td>}
            </tr>
          ))}
          {constants.map(([what, range]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td class="number">{rangeText(range)}</td>
              <td class="number">–</td>
              <td class="number">–</td>
              <td>least to most</td>
              {now?.fits && <td>built in</td>}
            </tr>
          ))}
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
