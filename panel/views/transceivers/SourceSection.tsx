import type { Row } from '../../../core/table/rows';
import { exactTime } from '../../../core/text/format';
import type { TrackState } from '../../../protocol/state';
import type { DocumentRecord } from '../../store/page/document';
import { Foreign } from '../parts/Foreign';
import { Stack } from '../parts/Stack';
import { Facts, Section, yesNo } from './Facts';

export function SourceSection({ row, record }: { row: Row; record: DocumentRecord }) {
  const { track, receiverTrack, streams } = row.transceiver;
  return (
    <Section title="Track and source">
      {track ? <Track track={track} record={record} /> : <p class="quiet padded">The sender has no track.</p>}
      <Facts
        facts={[
          [
            'Streams',
            streams.length === 0 ? (
              'none'
            ) : (
              <span class="id">
                <Foreign text={streams.join(', ')} />
              </span>
            ),
          ],
          ['Receiver’s track', `${receiverTrack.readyState}, ${receiverTrack.muted ? 'muted' : 'not muted'}`],
        ]}
      />
    </Section>
  );
}

function Track({ track, record }: { track: TrackState; record: DocumentRecord }) {
  const { source, width, height, frameRate } = track;
  const size = width && height ? `${width}×${height}` : null;
  return (
    <>
      <Facts
        facts={[
          ['Source', source.type],
          ['Captured by', source.call && `${source.call}()${source.at === null ? '' : ` at ${exactTime(source.at)}`}`],
          ['Label', track.label],
          ['Settings', size && `${size}${frameRate ? `, ${Math.round(frameRate * 10) / 10} Hz` : ''}`],
          ['readyState', track.readyState],
          ['enabled', yesNo(track.enabled)],
          ['muted', yesNo(track.muted)],
          [
            'id',
            <span key="id" class="id">
              <Foreign text={track.id} />
            </span>,
          ],
        ]}
      />
      {source.stack !== null && (
        <details class="inner">
          <summary>Call stack of the capture</summary>
          <Stack text={record.stackOf(source.stack)} />
        </details>
      )}
    </>
  );
}
