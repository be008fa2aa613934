import { effect, signal } from '@preact/signals';
import type { EditorChoice } from '../../core/callsite/editor';
import type { Transport } from '../transport/transport';

export const SAMPLING_RATES_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
/** `Since growth`: since the oldest of what grows began; all, where nothing grows. */
export const WINDOWS_MS = { '1 min': 60_000, '10 min': 600_000, All: null, 'Since growth': null } as const;
/** Those at the page's own origins, those of all scripts, or none before a click. */
export const SOURCE_MAPS = ['page', 'scripts', 'click'] as const;
export type WindowName = keyof typeof WINDOWS_MS;

/** What is remembered from one DevTools session to the next; the patch on purpose is not. */
export function createSettings({ settings }: Transport) {
  const remembered = {
    intervalMs: signal(oneOf(SAMPLING_RATES_MS, Number(settings.get('intervalMs')), 1_000)),
    preserveLog: signal(settings.get('preserveLog') === 'true'),
    window: signal<WindowName>(
      oneOf(Object.keys(WINDOWS_MS) as WindowName[], settings.get('window') as WindowName, 'All'),
    ),
    /** Names and URLs of the page in what is copied. */
    copyOwnNames: signal(settings.get('copyOwnNames') === 'true'),
    /** Whose source maps are read without a click. */
    sourceMaps: signal(oneOf(SOURCE_MAPS, settings.get('sourceMaps') as (typeof SOURCE_MAPS)[number], 'page')),
    editor: signal((settings.get('editor') ?? 'off') as EditorChoice),
    editorTemplate: signal(settings.get('editorTemplate') ?? ''),
    editorRoot: signal(settings.get('editorRoot') ?? ''),
    sidebarWidth: signal(widthOf(settings.get('sidebarWidth'), 190)),
    detailWidth: signal(widthOf(settings.get('detailWidth'), 380)),
  };
  for (const [key, setting] of Object.entries(remembered)) {
    effect(() => settings.set(key, String(setting.value)));
  }
  return remembered;
}

function oneOf<T>(values: readonly T[], value: T, fallback: T): T {
  return values.includes(value) ? value : fallback;
}

function widthOf(stored: string | null, fallback: number): number {
  const width = Number(stored);
  return stored !== null && width >= 100 && width <= 2_000 ? width : fallback;
}
