import { coefficientsOf } from '../../../core/estimate/coefficients/calibration';
import { ASSUMED, doubtIn, formulaOf, isAssumed } from '../../../core/estimate/formula';
import type { Estimate } from '../../../core/estimate/memory';
import { formatRange } from '../../../core/estimate/totals';
import type { Row } from '../../../core/table/rows';
import { isolated } from '../../../core/text/foreign';
import { useStore } from '../context';
import { Figure } from '../estimate/Figure';
import { Uncalibrated } from '../estimate/Uncalibrated';
import { Foreign } from '../parts/Foreign';
import { Section } from './Facts';

/** The estimates with this transceiver's own numbers in the formula: of its sender, and of a receiver that is left over. */
export function EstimateSection({ row }: { row: Row }) {
  const { estimate, receiver, transceiver } = row;
  const of = (what: string) => `${what} of mid ${isolated(transceiver.mid ?? 'null')}`;
  return (
    <>
      <OneEstimate heading="Encoder memory (estimate)" title={of('Sender')} estimate={estimate} />
      {receiver && <OneEstimate heading="Receiver memory (estimate)" title={of('Receiver')} estimate={receiver} />}
    </>
  );
}

function OneEstimate({ heading, title, estimate }: { heading: string; title: string; estimate: Estimate }) {
  const { uncalibrated, browser } = useStore();
  return (
    <Section title={heading}>
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
            <Figure title={title} estimates={() => [estimate]}>
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
