import { knows } from '../../../core/files/sources';
import type { Row } from '../../../core/table/rows';
import { duration, exactTime } from '../../../core/text/format';
import type { DocumentRecord } from '../../store/page/document';
import { useStore } from '../context';
import { Stack } from '../parts/Stack';
import { Facts, Section, yesNo } from './Facts';

const PHASE = {
  new: 'new (has never sent)',
  sending: 'sending',
  idle: 'idle (has sent, now sends nothing)',
  stopped: 'stopped',
} as const;

const DOWNSCALED = {
  patch: 'by the patch, until the page sends again or the patch ends',
  button: 'by hand, until the page sends again or DevTools closes',
} as const;

export function StateSection({ row, record }: { row: Row; record: DocumentRecord }) {
  const { now } = useStore();
  const { transceiver: t, gone } = row;
  const ago = (at: number | null) =>
    at === null ? null : `${exactTime(at)}${gone ? '' : ` (${duration(now.value - at)} ago)`}`;
  const releaseKnown = t.released || knows(record.source, 'releases');
  return (
    <Section title="State">
      <Facts
        facts={[
          ['Phase', PHASE[t.phase]],
          ['direction', t.direction],
          ['currentDirection', t.currentDirection ?? 'null'],
          ['Index', t.index],
          ['Idle since', t.idleSince === null ? undefined : ago(t.idleSince)],
          ['Last sent', t.lastSentAt === null ? undefined : ago(t.lastSentAt)],
          ['Released', releaseKnown ? yesNo(t.released) : 'unknown', 'The page called removeTrack() or stop()'],
          ['Reused by the patch', t.reused === 0 ? undefined : `${t.reused}×`],
          ['Downscaled', t.downscaled === null ? undefined : DOWNSCALED[t.downscaled]],
          ['Made by', t.madeBy],
          ['Made', ago(t.madeAt)],
        ]}
      />
      <details class="inner">
        <summary>Call stack of the call that made it</summary>
        <Stack text={record.stackOf(t.madeStack)} />
      </details>
    </Section>
  );
}
