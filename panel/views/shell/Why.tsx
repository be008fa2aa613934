import { formatTotal } from '../../analysis/memory';
import { LIVEKIT_CONFOUNDER } from '../../analysis/patches';
import { shortPlace } from '../../analysis/stack';
import type { Finding, Verdict } from '../../analysis/verdict';
import { UNKNOWN } from '../../format';
import { connectionName } from '../../store/rows';
import { useStore } from '../context';
import { Place } from '../parts/Place';

const STATE: Record<Finding['state'], string> = { growing: 'Growing', stable: 'Stable', unknown: 'Too little to say' };

/** The counts behind the sentence, for each connection and kind of source. */
export function Why({ verdict }: { verdict: Verdict }) {
  const { documents, patch } = useStore();
  const record = (id: string) => documents.value.find((each) => each.id === id);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="why" class="why" tabIndex={0} aria-label="Counts behind the verdict">
      <table class="plain">
        <thead>
          <tr>
            {[
              'Connection',
              'Verdict',
              'Publishes',
              'Made',
              'Sending',
              'Idle',
              'Stopped',
              'Idle ≈',
              'Because',
              'Made at',
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {verdict.findings.map((finding) => {
            const of = record(finding.document);
            const frame = finding.culprit.app ?? finding.culprit.sdk;
            return (
              <tr key={`${finding.document} ${finding.connection} ${finding.sentence}`}>
                <th scope="row">
                  {of ? connectionName(of, finding.connection) : UNKNOWN} {finding.kind}
                </th>
                <td>{STATE[finding.state]}</td>
                <td class="number">{finding.publishes}</td>
                <td class="number">{finding.made}</td>
                <td class="number">{finding.sending}</td>
                <td class="number">{finding.idle}</td>
                <td class="number">{finding.removed}</td>
                <td class="number">{finding.idle > 0 ? formatTotal(finding.idleEstimate) : UNKNOWN}</td>
                <td>{finding.pattern}</td>
                <td>{frame ? <Place frame={frame} /> : UNKNOWN}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="quiet">
        A publish is a send start. Idle: has sent, is not stopped, and sends nothing now.
        {verdict.state === 'growing' &&
          ' Switch Patch page to Reuse and publish again to see whether it stops growing.'}
        {verdict.chief?.culprit.sdk && ` The library's own call: ${shortPlace(verdict.chief.culprit.sdk)}.`}
        {patch.value === 'reuse' &&
          verdict.findings.some(({ culprit }) => culprit.sdk?.sdk === 'livekit-client') &&
          ` Mind when comparing: ${LIVEKIT_CONFOUNDER}`}
      </p>
    </section>
  );
}
