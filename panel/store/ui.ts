import { signal } from '@preact/signals';
import type { Frame } from '../../core/callsite/stack';
import type { DocsLink } from '../../core/docs/links';
import type { Estimate } from '../../core/estimate/memory';
import type { Span } from '../../core/history/replay';
import type { LaneGrouping } from '../../core/lanes/groups';
import { createClosables } from './closables';

/** Which of the toolbar's drawers is open. */
export type Drawer = 'settings' | 'problems' | null;

/** Senders whose figures are explained together. */
export interface Explained {
  title: string;
  /** Read anew while the explanation is open: the page goes on. */
  estimates(): readonly Estimate[];
}

/** What the menu of a row, or of a line of code, offers beside their own controls. */
export interface Menu {
  /** Its text, in one line; undefined for a line of code. */
  row?: string;
  /** Undefined where none was taken. */
  stack?: string;
  /** Its line of code. */
  frame?: Frame | null;
  /** Text for the filter that it matches; empty for none. */
  filter: string;
}

/** The menu, at a place in the window in px. */
export interface OpenMenu extends Menu {
  x: number;
  y: number;
}

/** What is open and chosen in the views of one store: the page and a file have each their own. */
export function createUi() {
  return {
    /** Id of the tab that is shown. */
    tab: signal('overview'),
    drawer: signal<Drawer>(null),
    /** Whether the dialog "Compare…" is open. */
    asking: signal(false),
    /** Ids of the runs that are compared; null for none chosen. */
    compared: signal<{ a: string | null; b: string | null }>({ a: null, b: null }),
    /** The runs that are compared in one table, by their ids; null where two are compared. */
    columns: signal<readonly string[] | 'all' | null>(null),
    /** Whose figures are being explained; null for nobody's. */
    explained: signal<Explained | null>(null),
    /** The section of the docs that is shown; null for none. */
    docs: signal<DocsLink | null>(null),
    /** Time under the pointer, shared by all charts; null outside of them. */
    cursor: signal<number | null>(null),
    /** The stretch of time that lanes and charts are zoomed to; null for the chosen window. */
    zoom: signal<Span | null>(null),
    /** Key of the lane whose details are open beside the lanes; null for none. */
    openLane: signal<string | null>(null),
    laneGrouping: signal<LaneGrouping>('none'),
    /** The log entry that the log scrolls to when it is shown; null for its end. */
    logTarget: signal<{ document: string; n: number } | null>(null),
    /** Of a row; null for none. */
    menu: signal<OpenMenu | null>(null),
    closables: createClosables(),
  };
}
