import { PROVENANCE } from '../../analysis/coefficients';
import { formatRange, formulaOf } from '../../analysis/memory';
import type { Row } from '../../analysis/rows';
import { Section } from './Facts';

/** The estimate with this sender's own numbers in the formula. */
export function EstimateSection({ row: { estimate } }: { row: Row }) {
  return (
    <Section title="Encoder behind its sender (estimate)">
      {estimate.state === 'known' ? (
        <div class="padded">
          <p>
            ≈ <strong>{formatRange(estimate)}</strong> in the page’s renderer process.
          </p>
          <ul class="formula">
            {formulaOf(estimate.terms).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p class="quiet">Not measured here: coefficients from {PROVENANCE}. MB are 1024-based.</p>
        </div>
      ) : (
        <p class="padded">
          {estimate.state === 'unknown' ? <strong>Unknown. </strong> : <strong>None. </strong>}
          {estimate.why}
        </p>
      )}
    </Section>
  );
}
