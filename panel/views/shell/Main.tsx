import { useEffect } from 'preact/hooks';
import { integer } from '../../../core/text/format';
import { useStore } from '../context';
import { Splitter } from '../parts/Splitter';
import { lazy } from '../use/lazy';
import { Connections } from './Sidebar';
import { StateView } from './StateView';
import { Tabs } from './Tabs';

const Overview = lazy(() => import('../overview/Overview').then((chunk) => chunk.Overview));
const Transceivers = lazy(() => import('../transceivers/TransceiversView').then((chunk) => chunk.TransceiversView));
const PatchLog = lazy(() => import('../patchlog/PatchLog').then((chunk) => chunk.PatchLog));
const Log = lazy(() => import('../log/LogView').then((chunk) => chunk.LogView));
const RunsView = lazy(() => import('../runs/RunsView').then((chunk) => chunk.RunsView));

/** Connections at the side, and what is known of the chosen ones in tabs. */
export function Main() {
  const { selection, settings, patchEntries, runs, ui } = useStore();
  useEffect(preloadTabs, []);
  const shown = selection.rows.value.length;
  const all = selection.allRows.value.length;
  const tabs = [
    { id: 'overview', label: 'Overview', view: Overview },
    { id: 'transceivers', label: `Transceivers ${shown === all ? all : `${shown} of ${all}`}`, view: Transceivers },
    { id: 'patch-log', label: `Patch log ${integer(patchEntries.value)}`, view: PatchLog },
    { id: 'log', label: 'Log', view: Log },
    runsTab(runs.list.value.length),
  ];
  return (
    <main class="main" style={{ '--sidebar-width': `${settings.sidebarWidth.value}px` }}>
      <Connections />
      <Splitter
        label="Width of the list of connections"
        width={settings.sidebarWidth}
        side="left"
        min={110}
        max={480}
      />
      <Tabs label="Views" tabs={tabs} selected={ui.tab} />
    </main>
  );
}

const runsTab = (count: number) => ({ id: 'runs', label: count > 0 ? `Runs ${count}` : 'Runs', view: RunsView });

/** The other tabs are a click away: their code comes when nothing else is to do, so that no click waits for it. */
function preloadTabs(): () => void {
  const id = requestIdleCallback(() => {
    for (const view of [Transceivers, PatchLog, Log, RunsView]) view.preload();
  });
  return () => cancelIdleCallback(id);
}

/** While the page has no connection, the runs that were recorded before are still there. */
export function OnlyRuns() {
  const { runs, ui } = useStore();
  const tabs = [{ id: 'overview', label: 'Page', view: StateView }, runsTab(runs.list.value.length)];
  return (
    <main class="only-runs">
      <Tabs label="Views" tabs={tabs} selected={ui.tab} />
    </main>
  );
}
