import { shortPlace, shownFrame, versionOf } from '../../../core/callsite/stack';
import { FIGURE_LINKS } from '../../../core/docs/links';
import { formatTotal } from '../../../core/estimate/totals';
import type { Finding } from '../../../core/findings/finding';
import type { Result } from '../../../core/findings/result';
import { sourceOf } from '../../../core/history/subject';
import { CONFOUNDED, livekitConfounder } from '../../../core/patches/patches';
import { clockTime, UNKNOWN } from '../../../core/text/format';
import type { PublishVerdict } from '../../../core/verdict/publishes/publish-verdict';
import type { DocumentRecord } from '../../store/page/document';
import { connectionName } from '../../store/page/names';
import { useStore } from '../context';
import { LearnMore } from '../docs/LearnMore';
import { Figure } from '../estimate/Figure';
import { doubtOf, Uncalibrated } from '../estimate/Uncalibrated';
import { HeadRow } from '../parts/HeadRow';
import { ConnectionOf } from '../parts/Name';
import { Place } from '../parts/Place';

const STATE: Record<PublishVerdict['state'], string> = {
  growing: 'Growing',
  stable: 'Stable',
  unknown: 'Unknown',
};

const COLUMNS = [
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
];

/** What is behind the sentence: of its finding the rule and the cost, and the counts of each connection and source. */
export function Why({ result }: { result: Result }) {
  const { documents, patch, transport } = useStore();
  const { headline, publishing: verdict } = result;
  const record = (id: string) => documents.value.find((each) => each.id === id);
  const livekit = verdict.findings.find(({ culprit }) => culprit.sdk?.sdk === 'livekit-client')?.culprit.sdk;
  const confounder = CONFOUNDED[patch.value] && livekit ? livekitConfounder(versionOf(livekit)) : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="why" class="why" tabIndex={0} aria-label="Counts behind the verdict">
      {headline.finding && headline.finding.id !== 'idle-senders' && <Because finding={headline.finding} />}
      {verdict.findings.length > 0 && (
        <table class="plain">
          <HeadRow names={COLUMNS} />
          <tbody>
            {verdict.findings.map((finding) => {
              const of = record(finding.document);
              const frame = shownFrame(finding.culprit);
              return (
                <tr
                  key={`${finding.document} ${finding.connection} ${finding.kind} ${finding.subject}`}
                  data-pattern={finding.pattern ?? undefined}
                >
                  <th scope="row">
                    {of ? (
                      <ConnectionOf record={of} id={finding.connection} after={` ${sourceOf(finding.subject)}`} />
                    ) : (
                      UNKNOWN
                    )}
                  </th>
                  <td>{STATE[finding.state]}</td>
                  <td class="number">{finding.publishes}</td>
                  <td class="number">{finding.made}</td>
                  <td class="number">{finding.sending}</td>
                  <td class="number">{finding.idle}</td>
                  <td class="number">{finding.removed}</td>
                  <td class="number">
                    {finding.idle > 0 ? <IdleFigure finding={finding} name={of ? nameOf(of, finding) : ''} /> : UNKNOWN}
                  </td>
                  <td class="because">{finding.because}</td>
                  <td>{frame ? <Place frame={frame} /> : UNKNOWN}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <p class="quiet">
        {verdict.findings.length > 0 &&
          'Publish: a sender starts sending. Idle: has sent, is not stopped, and sends nothing now.'}
        {verdict.state === 'growing' &&
          transport.hasPage &&
          ' Choose Reuse at “Try a fix” and publish again to see whether it stops growing.'}
        {verdict.primary?.culprit.sdk && ` The library's own call: ${shortPlace(verdict.primary.culprit.sdk)}.`}
        {confounder && ` Note for a comparison: ${confounder}`} <LearnMore to={FIGURE_LINKS.rule} about="the rule" />
      </p>
    </section>
  );
}

/** Of a finding that is not about publishes. */
function Because({ finding: { advice, cost, since } }: { finding: Finding }) {
  return (
    <p>
      {advice} {since !== null && `The first began at ${clockTime(since)}. `}
      {cost.range && `Its cost: ${cost.formula}`}
    </p>
  );
}

const nameOf = (record: DocumentRecord, { connection, subject }: PublishVerdict) =>
  `${connectionName(record, connection)} ${sourceOf(subject)}`;

/** The figure of one row, which opens to its idle senders' formulas. */
function IdleFigure({ finding: { document, idleIds, idleEstimate }, name }: { finding: PublishVerdict; name: string }) {
  const { selection } = useStore();
  const estimates = () => {
    // Not all idle ones of the kind: a camera beside a screen share has a row of its own.
    const ids = new Set(idleIds);
    return selection.allRows.value
      .filter(({ transceiver, gone, ...row }) => !gone && row.document === document && ids.has(transceiver.id))
      .map(({ estimate }) => estimate);
  };
  return (
    <>
      <Uncalibrated doubt={doubtOf(idleEstimate)} />{' '}
      <Figure title={`Idle encoders of ${name}`} estimates={estimates}>
        {formatTotal(idleEstimate)}
      </Figure>
    </>
  );
}
