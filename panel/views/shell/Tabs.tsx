import type { Signal } from '@preact/signals';
import type { ComponentType } from 'preact';

export interface Tab {
  id: string;
  label: string;
  view: ComponentType;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  selected: Signal<string>;
}

const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs after the ARIA pattern: one tab stop, arrow keys choose. Only the chosen view exists. */
export function Tabs({ label, tabs, selected }: TabsProps) {
  const at = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === selected.value),
  );
  const { id, view: View } = tabs[at]!;

  function onKeyDown(event: KeyboardEvent): void {
    const to = MOVES[event.key]?.(at, tabs.length);
    if (to === undefined) return;
    event.preventDefault();
    selected.value = tabs[to]!.id;
    document.getElementById(`tab-${tabs[to]!.id}`)?.focus();
  }

  return (
    <div class="tabs">
      <div class="tab-strip" role="tablist" aria-label={label} onKeyDown={onKeyDown} tabIndex={-1}>
        {tabs.map((tab, i) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            aria-selected={i === at}
            aria-controls={i === at ? 'tab-panel' : undefined}
            tabIndex={i === at ? 0 : -1}
            onClick={() => (selected.value = tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${id}`}>
        <View />
      </div>
    </div>
  );
}
