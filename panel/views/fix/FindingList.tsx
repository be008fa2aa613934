import { placeKey, shownFrame } from '../../../core/callsite/stack';
import { costSentence, type Finding, findingHead } from '../../../core/findings/finding';
import type { Unchecked } from '../../../core/findings/index';
import { uncheckedTexts } from '../../../core/findings/unchecked';
import { nameText } from '../../../core/model/names';
import { isolated } from '../../../core/text/foreign';
import { clockTime } from '../../../core/text/format';
import { useStore } from '../context';
import { Disclosure } from '../focus/Disclosure';
import { Place } from '../parts/Place';
import { HowToFix } from './HowToFix';

interface FindingListProps {
  findings: readonly Finding[];
  unchecked: readonly Unchecked[];
}

/** What was found beside what the headline names, the dearest first. */
export function FindingList({ findings, unchecked }: FindingListProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section id="findings" class="fix" tabIndex={0} aria-label="Other findings">
      <ul>
        {findings.map((finding) => (
          <Item key={keyOf(finding)} finding={finding} />
        ))}
      </ul>
      {uncheckedTexts(unchecked).map((text) => (
        <p key={text} class="quiet">
          {text}
        </p>
      ))}
    </section>
  );
}

/** The same while its counts and the names of its line change, so that what was opened stays open. */
const keyOf = ({ document, id, connection, culprit, since }: Finding) =>
  [document, id, connection, placeKey(culprit), since].join(' ');

function Item({ finding }: { finding: Finding }) {
  const { documents } = useStore();
  const { document, id, sentence, advice, cost, culprit, since } = finding;
  const record = documents.value.find((each) => each.id === document);
  const frame = shownFrame(culprit);
  const head = findingHead(finding);
  return (
    <li data-code={id}>
      {record && !record.info.value.top && (
        <span title={isolated(record.url.value)}>In {nameText(record.name.value)}: </span>
      )}
      {head && <strong>{head} </strong>}
      {sentence} {frame && <Place frame={frame} withFunction />}{' '}
      <span title={cost.formula}>{costSentence(finding)}</span>{' '}
      <span class="quiet">
        {since !== null && `Since ${clockTime(since)}. `}
        {advice}
      </span>
      <Disclosure class="how" summary="How to fix">
        <HowToFix finding={finding} inList />
      </Disclosure>
    </li>
  );
}
