import { useEffect } from 'preact/hooks';
import type { Files } from '../store/files/files';
import type { Store } from '../store/store';
import { StoreContext } from './context';
import { FilesContext, useFiles } from './files/context';
import { FileNotices } from './files/FileNotices';
import { DropZone } from './files/open/DropZone';
import { Closable } from './focus/Closable';
import { closeOnEscape } from './focus/escape';
import { keepFocus } from './focus/keepFocus';
import { Incident } from './incident/Incident';
import { ContextMenu } from './menu/ContextMenu';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { Main, OnlyRuns } from './shell/Main';
import { Notices } from './shell/Notices';
import { ProblemList } from './shell/ProblemList';
import { StateView } from './shell/StateView';
import { Toolbar } from './shell/Toolbar';
import { lazy } from './use/lazy';

const Docs = lazy(() => import('./docs/Docs').then((chunk) => chunk.Docs));
const Explanation = lazy(() => import('./estimate/Explanation').then((chunk) => chunk.Explanation));
const ManyFiles = lazy(() => import('./files/many/ManyFiles').then((chunk) => chunk.ManyFiles));
const SettingsBar = lazy(() => import('./shell/SettingsBar').then((chunk) => chunk.SettingsBar));
const ViewerStart = lazy(() => import('./files/ViewerStart').then((chunk) => chunk.ViewerStart));

/** The whole panel, over the page or over a file. */
export function App({ files }: { files: Files }) {
  const store = files.shown.value;
  useEffect(keepFocus, []);
  return (
    <FilesContext.Provider value={files}>
      {/* Views keep things of their store, so each gets views of its own. */}
      <StoreContext.Provider value={store} key={files.opened.value ? `file ${files.opened.value.name}` : 'page'}>
        <ErrorBoundary report={store.problems.report}>
          <Shell store={store} />
        </ErrorBoundary>
      </StoreContext.Provider>
      <DropZone />
    </FilesContext.Provider>
  );
}

function Shell({ store }: { store: Store }) {
  const { docs, drawer, explained, closables } = store.ui;
  useEffect(() => closeOnEscape(closables), [closables]);
  const closeDrawer = () => (drawer.value = null);
  const { many, opened } = useFiles();
  const listed = many.list.value !== null && opened.value === null;
  const anything = store.selection.groups.value.some(({ connections }) => connections.length > 0);
  // A capture may be left on a page that has no connection.
  const judged = anything || store.results.result.value.findings.length > 0;
  return (
    <div class="app">
      <Toolbar />
      {drawer.value && (
        <Closable key={drawer.value} onClose={closeDrawer}>
          {drawer.value === 'settings' ? <SettingsBar /> : <ProblemList onClose={closeDrawer} />}
        </Closable>
      )}
      <FileNotices />
      <Notices anything={anything} />
      {judged && !listed && <Incident />}
      {listed ? (
        <ManyFiles />
      ) : anything ? (
        <Main />
      ) : store.runs.list.value.length > 0 ? (
        <OnlyRuns />
      ) : !store.transport.hasPage ? (
        <ViewerStart />
      ) : (
        <main class="whole">
          <StateView />
        </main>
      )}
      {explained.value && <Explanation />}
      {docs.value && <Docs />}
      <ContextMenu />
    </div>
  );
}
