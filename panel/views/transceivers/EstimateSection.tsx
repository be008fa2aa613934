import { coefficientsOf } from '../../../core/estimate/coefficients/calibration';
import { ASSUMED, doubtIn, formulaOf, isAssumed } from '../../../core/estimate/formula';
import { formatRange } from '../../../core/estimate/totals';
import type { Row } from '../../../core/table/rows';
import { isolated } from '../../../core/text/foreign';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { Uncalibrated } from '../estimate/Uncalibrated';
import { Foreign } from '../parts/Foreign';
import { Section } from './Facts';

/** The estimate with this sender's own numbers in the formula. */
export function EstimateSection({ row: { estimate, transceiver } }: { row: Row }) {
  const { uncalibrated, browser } = useStore();
  return (
    <Section title="Encoder memory (estimate)">
      {estimate.state === 'known' ? (
        <div class="padded">
          <p>
            ≈ <strong>{formatRange(estimate)}</strong> in the page’s process. <Uncalibrated doubt={estimate.doubt} />
          </p>
          <ul class="formula">
            {formulaOf(estimate.terms).map((line) => (
              <li key={line}>
                <Foreign text={line} />
              </li>
            ))}
          </ul>
          {[doubtIn(estimate) ?? [], ...uncalibrated.value, isAssumed(estimate) ? ASSUMED : []].flat().map((note) => (
            <p key={note} class="quiet">
              <Foreign text={note} />
            </p>
          ))}
          <p class="quiet">
            Not measured here: coefficients from {coefficientsOf(browser.value).provenance}.{' '}
            <Figure title={`Sender of mid ${isolated(transceiver.mid ?? 'null')}`} estimates={() => [estimate]}>
              All coefficients
            </Figure>
          </p>
        </div>
      ) : (
        <p class="padded">
          {estimate.state === 'unknown' ? <strong>Unknown. </strong> : <strong>None. </strong>}
          <Foreign text={estimate.why} />
        </p>
      )}
    </Section>
  );
}
