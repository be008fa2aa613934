import { integer } from '../../../core/text/format';
import { useStore } from '../context';
import { LogView } from '../log/LogView';
import { Splitter } from '../parts/Splitter';
import { PatchLog } from '../patchlog/PatchLog';
import { TransceiversView } from '../transceivers/TransceiversView';
import { lazy } from '../use/lazy';
import { Connections } from './Sidebar';
import { StateView } from './StateView';
import { Tabs } from './Tabs';

/** Connections at the side, and what is known of the chosen ones in tabs. */
export function Main() {
  const { selection, settings, patchEntries, runs, ui } = useStore();
  const shown = selection.rows.value.length;
  const all = selection.allRows.value.length;
  const tabs = [
    { id: 'overview', label: 'Overview', view: Overview },
    { id: 'transceivers', label: `Transceivers ${shown === all ? all : `${shown} of ${all}`}`, view: TransceiversView },
    { id: 'patch-log', label: `Patch log ${integer(patchEntries.value)}`, view: PatchLog },
    { id: 'log', label: 'Log', view: LogView },
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

const Overview = lazy(() => import('../overview/Overview').then((chunk) => chunk.Overview));
const RunsView = lazy(() => import('../runs/RunsView').then((chunk) => chunk.RunsView));

const runsTab = (count: number) => ({ id: 'runs', label: count > 0 ? `Runs ${count}` : 'Runs', view: RunsView });

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
