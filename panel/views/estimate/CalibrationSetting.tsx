import { FIGURE_LINKS } from '../../../core/docs/links';
import { isolated } from '../../../core/text/foreign';
import { plural } from '../../../core/text/format';
import { useStore } from '../context';
import { LearnMore } from '../docs/LearnMore';
import { useFileInput } from '../files/open/useFileInput';
import { Foreign } from '../parts/Foreign';
import { aboutCalibration } from './provenance';

/** Loads the coefficients that the user's machine measured for itself, and says whether they are used. */
export function CalibrationSetting() {
  const { calibration, inForce, transport } = useStore();
  const { input, choose } = useFileInput('Calibration to load', (file) => void calibration.load(file));
  const now = inForce.value;
  const problem = calibration.problem.value;
  return (
    <>
      {input}
      <span role="status">
        Calibration:{' '}
        {now === null ? (
          'none, all coefficients are built in.'
        ) : (
          <>
            <Foreign text={aboutCalibration(now, transport.hasPage)} />{' '}
            {now.fits && `${plural(now.fits.fits.length, 'coefficient')}.`}
          </>
        )}
      </span>
      <button type="button" class="button small" onClick={choose}>
        Load calibration…
      </button>
      {now && (
        <button type="button" class="button small" onClick={calibration.remove}>
          Remove calibration
        </button>
      )}
      {problem ? (
        <span class="error-text" role="alert">
          {isolated(problem.name)} was not taken. <Foreign text={problem.sentence} />
        </span>
      ) : (
        now === null && (
          <span class="quiet">
            <code>npx transceiver-inspector calibrate</code> measures a Chromium on this machine in less than five
            minutes and writes the file. <LearnMore to={FIGURE_LINKS.calibration} about="calibrating" />
          </span>
        )
      )}
    </>
  );
}
