import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { integer } from '../../../core/text/format';
import { useStore } from '../context';
import { useOpenLines } from '../use/useOpenLines';
import { useVirtual } from '../use/useVirtual';
import { LogLine } from './LogLine';
import { useLines } from './lines';

const lineHeight = () => 21;

/** The life of the connections in scope: every call, every change, every outcome of a patch. */
export function LogView() {
  const { selection } = useStore();
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
  useLayoutEffect(() => virtual.scrollToEnd(), [virtual]);

  return (
    <div class="log">
      {dropped > 0 && (
        <p class="bar">
          {integer(dropped)} older entries no longer fitted and are gone; counts from them are lower bounds.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard. */}
      <div class="log-scroller" ref={scroller} tabIndex={0} role="log" aria-live="off" aria-label="Log, oldest first">
        <div class="log-lines" style={{ height: `${virtual.getTotalSize()}px` }}>
          {items.map(({ index, start, key }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <div
                key={key}
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
        {lines.length === 0 && <p class="nothing">Nothing in the log matches.</p>}
      </div>
    </div>
  );
}
