import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { integer } from '../../../core/text/format';
import { useStore } from '../context';
import { useOpenLines } from '../use/useOpenLines';
import { useVirtual } from '../use/useVirtual';
import { LogLine } from './LogLine';
import { type Line, useLines } from './lines';

const lineHeight = () => 21;

/** In place of a key, when the entry that was looked for is not there. */
const LOST = '';
/** A publish follows its call within this time, in ms, or was not made by it. */
const CALL_MS = 5_000;

/** The call that led to an entry: the last one before it on its transceiver, or on its connection for a new one. */
function callBefore(lines: readonly Line[], at: number): Line | undefined {
  const target = lines[at];
  if (!target) return undefined;
  const { connection, transceiver, at: time } = target.entry;
  return lines
    .slice(0, at)
    .findLast(
      ({ record, entry }) =>
        entry.type === 'call' &&
        record === target.record &&
        entry.connection === connection &&
        time - entry.at <= CALL_MS &&
        (entry.transceiver === transceiver || (entry.transceiver === null && /^addT/.test(entry.name))),
    );
}

/** The life of the connections in scope: every call, every change, every outcome of a patch. */
export function LogView() {
  const { selection, ui } = useStore();
  const scroller = useRef<HTMLDivElement>(null);
  const { open, toggle } = useOpenLines();
  const lines = useLines(selection.parts.value);
  const dropped = selection.parts.value.reduce((sum, { record }) => sum + record.droppedEntries, 0);
  const virtual = useVirtual({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    getItemKey: useCallback((i: number) => lines[i]?.key ?? i, [lines]),
    anchorTo: 'end',
    followOnAppend: true,
  });
  const items = virtual.getVirtualItems();

  // As in the Console, the newest is what one came for; what came before is a scroll away.
  useLayoutEffect(() => {
    if (!ui.logTarget.peek()) virtual.scrollToEnd();
  }, [virtual]);

  // An entry that another view leads to: its call is opened, because that has the stack.
  const target = ui.logTarget.value;
  const [found, setFound] = useState<string | null>(null);
  useLayoutEffect(() => {
    if (!target) return;
    const at = lines.findIndex(({ record, entry }) => record.id === target.document && entry.n === target.n);
    if (at < 0 && selection.filter.peek() !== '') {
      selection.filter.value = '';
      return;
    }
    ui.logTarget.value = null;
    setFound(lines[at]?.key ?? LOST);
    const call = callBefore(lines, at);
    if (call) toggle(call.key, true);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
    scroller.current?.focus();
  }, [target, lines]);

  return (
    <div class="log">
      {dropped > 0 && (
        <p class="bar">
          {integer(dropped)} older entries no longer fitted and are gone; counts from them are lower bounds.
        </p>
      )}
      {found === LOST && <p class="bar">That entry is no longer in the log, which keeps the newest only.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard. */}
      <div class="log-scroller" ref={scroller} tabIndex={0} role="log" aria-live="off" aria-label="Log, oldest first">
        <div class="log-lines" style={{ height: `${virtual.getTotalSize()}px` }}>
          {items.map(({ index, start, key }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <div
                key={key}
                class={line.key === found ? 'found' : ''}
                data-index={index}
                ref={(element) => virtual.measureElement(element)}
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogLine
                  entry={line.entry}
                  record={line.record}
                  withSubject
                  isOpen={open.has(line.key)}
                  onToggle={(isOpen) => toggle(line.key, isOpen)}
                />
              </div>
            );
          })}
        </div>
        {lines.length === 0 && (
          <p class="nothing">
            {selection.filter.value.trim() === '' ? 'The log is empty.' : 'Nothing in the log matches the filter.'}
          </p>
        )}
      </div>
    </div>
  );
}
