import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { countReasons, reasonsOf } from '../../../core/patches/reasons';
import type { PatchEntry } from '../../../protocol/log';
import { useStore } from '../context';
import { type Line, useLines } from '../log/lines';
import { useOpenLines } from '../use/useOpenLines';
import { useVirtual } from '../use/useVirtual';
import { useWidth } from '../use/useWidth';
import { columnsFor } from './columns';
import { PatchLine } from './PatchLine';
import { Reasons } from './Reasons';

const ROW_HEIGHT = 21;
const HEAD_HEIGHT = 24;
const rowHeight = () => ROW_HEIGHT;

/** What the patches did with each call, and why: outcomes with their reasons, newest first. */
export function PatchLog() {
  const { selection } = useStore();
  const all = useLines(selection.parts.value, 'patch');
  const [chosen, setChosen] = useState<string | null>(null);
  const counts = useMemo(() => countReasons(all.map(({ entry }) => entry)), [all]);
  const reason = counts.some(([each]) => each === chosen) ? chosen : null;
  const lines = useMemo(
    () => all.filter(({ entry }) => !reason || reasonsOf(entry).has(reason)).reverse(),
    [all, reason],
  );
  if (all.length === 0) return <Empty />;
  return (
    <div class="log">
      <Reasons counts={counts} chosen={reason} onChoose={setChosen} />
      <PatchTable lines={lines} />
    </div>
  );
}

function PatchTable({ lines }: { lines: readonly Line<PatchEntry>[] }) {
  const scroller = useRef<HTMLElement>(null);
  const { open, toggle } = useOpenLines();
  const virtual = useVirtual({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: useCallback((i: number) => lines[i]?.key ?? i, [lines]),
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const columns = columnsFor(useWidth(scroller));
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
    <section class="log-scroller" ref={scroller} tabIndex={0} aria-label="Patch log, newest first">
      <table class="data-grid patch-log" aria-rowcount={lines.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" class={key}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {before > 0 && <Gap height={before} span={columns.length} />}
        {items.map(({ index, key }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <tbody key={key} data-index={index} ref={(element) => virtual.measureElement(element)}>
              <PatchLine
                line={line}
                position={index}
                columns={columns}
                open={open.has(line.key)}
                onToggle={(isOpen) => toggle(line.key, isOpen)}
              />
            </tbody>
          );
        })}
        {after > 0 && <Gap height={after} span={columns.length} />}
      </table>
    </section>
  );
}

/** Stands for the entries out of view. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tbody aria-hidden="true">
      <tr class="gap">
        <td colSpan={span} style={{ height: `${height}px` }} />
      </tr>
    </tbody>
  );
}

function Empty() {
  const { selection, patchEntries, transport } = useStore();
  if (selection.filter.value.trim() !== '' && patchEntries.value > 0) {
    return (
      <div class="log">
        <p class="nothing">Nothing in the patch log matches.</p>
      </div>
    );
  }
  if (!transport.hasPage) {
    return (
      <div class="state-view">
        <h2>No patch has acted</h2>
        <p>The file has no entry of a patch.</p>
      </div>
    );
  }
  return (
    <div class="state-view">
      <h2>No patch has acted yet</h2>
      <p>
        Choose Reuse, Stop idle or Downscale at “Try a fix”. From then on each publish of the page has an entry here:
        what the patch did with it, or why it did nothing. Under Downscale each unpublish has one, too.
      </p>
      <p>“Downscale idle” adds an entry for each idle sender, also while no patch is on.</p>
    </div>
  );
}
