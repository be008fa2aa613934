import { useState } from 'preact/hooks';
import { culpritOf, shortPlace, shownFrame } from '../../../core/callsite/stack';
import { isolated } from '../../../core/text/foreign';
import { exactTime } from '../../../core/text/format';
import { describeEntry } from '../../../core/text/log-entry';
import type { LogEntry } from '../../../protocol/log';
import type { DocumentRecord } from '../../store/page/document';
import { Foreign } from '../parts/Foreign';
import { ConnectionOf } from '../parts/Name';
import { Place } from '../parts/Place';
import { Stack } from '../parts/Stack';
import { isRowClick, useRowMenu } from '../use/useRowMenu';

interface LogLineProps {
  entry: LogEntry;
  record: DocumentRecord;
  /** Connection and transceiver are named: several are in view. */
  withSubject?: boolean;
  isOpen?: boolean;
  onToggle?(open: boolean): void;
}

/** Connection and transceiver that an entry is about. */
function Subject({ entry: { connection, transceiver }, record }: Pick<LogLineProps, 'entry' | 'record'>) {
  if (connection === null) return <>page</>;
  const of = transceiver === null ? '' : ` ${transceiverName(record, transceiver)}`;
  return <ConnectionOf record={record} id={connection} after={of} />;
}

/** One entry: time, what, whose line; opened, the whole stack and the reasons. */
export function LogLine({ entry, record, withSubject, isOpen, onToggle }: LogLineProps) {
  const [own, setOwn] = useState(false);
  const open = isOpen ?? own;
  const toggle = onToggle ?? setOwn;
  const { tone, tag, text, more } = describeEntry(entry, (id) => transceiverName(record, id));
  const stack = 'stack' in entry ? record.stackOf(entry.stack) : undefined;
  const culprit = culpritOf(stack);
  const frame = shownFrame(culprit);
  const openMenu = useRowMenu();
  const menu = () => ({
    row: [exactTime(entry.at), tag, text, frame && shortPlace(frame)].filter(Boolean).join('  '),
    stack,
    frame,
    filter: frame ? shortPlace({ ...frame, column: null }) : tag,
  });
  const opens = stack !== undefined || more.length > 0;
  return (
    <div class={`log-entry ${tone}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: its button does the same by keyboard. */}
      <div
        class={`log-line ${opens ? 'opens' : ''}`}
        onClick={(event) => opens && isRowClick(event) && toggle(!open)}
        onContextMenu={(event) => openMenu(event, menu)}
      >
        {opens ? (
          <button
            type="button"
            class={`twisty ${open ? 'open' : ''}`}
            aria-expanded={open}
            aria-label={`${open ? 'Hide' : 'Show'} the stack of: ${tag} ${isolated(text)}`.slice(0, 120)}
            onClick={() => toggle(!open)}
          />
        ) : (
          <span class="twisty none" />
        )}
        <time>{exactTime(entry.at)}</time>
        {withSubject && (
          <span class="subject">
            <Subject entry={entry} record={record} />
          </span>
        )}
        <span class="tag">{tag}</span>
        <span class="text" title={isolated(text)}>
          <Foreign text={text} />
        </span>
        {frame && <Place frame={frame} />}
      </div>
      {open && opens && (
        <div class="log-more">
          {more.length > 0 && (
            <ul>
              {more.map((line, i) => (
                <li key={i}>
                  <Foreign text={line} />
                </li>
              ))}
            </ul>
          )}
          {stack !== undefined && <Stack text={stack} />}
        </div>
      )}
    </div>
  );
}

/** What the page knows a transceiver by; our own number where it has neither mid nor index. */
export function transceiverName(record: DocumentRecord, id: number): string {
  const transceiver = record.transceivers.peek().get(id);
  if (transceiver?.mid != null) return `mid ${isolated(transceiver.mid)}`;
  return transceiver?.index != null ? `index ${transceiver.index}` : `transceiver ${id}`;
}
