import { signal } from '@preact/signals';
import type { Files } from '../store/files';
import type { Store } from '../store/store';
import { StoreContext } from './context';
import { explained } from './estimate/explained';
import { FilesContext } from './files/context';
import { DropZone } from './files/DropZone';
import { FileNotices } from './files/FileNotices';
import { lazy } from './parts/lazy';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { Main, OnlyRuns } from './shell/Main';
import { Notices } from './shell/Notices';
import { ProblemList } from './shell/ProblemList';
import { Sentence } from './shell/Sentence';
import { SettingsBar } from './shell/SettingsBar';
import { StateView } from './shell/StateView';
import { Toolbar } from './shell/Toolbar';

/** Which of the toolbar's drawers is open. */
export type Drawer = 'settings' | 'problems' | null;

const Explanation = lazy(() => import('./estimate/Explanation').then((chunk) => chunk.Explanation));
const ViewerStart = lazy(() => import('./files/ViewerStart').then((chunk) => chunk.ViewerStart));

/** The whole panel, over the page or over a file. */
export function App({ files }: { files: Files }) {
  const store = files.shown.value;
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

const drawer = signal<Drawer>(null);

function Shell({ store }: { store: Store }) {
  const anything = store.selection.groups.value.some(({ connections }) => connections.length > 0);
  return (
    <div class="app">
      <Toolbar drawer={drawer} />
      {drawer.value === 'settings' && <SettingsBar />}
      {drawer.value === 'problems' && <ProblemList onClose={() => (drawer.value = null)} />}
      <FileNotices />
      <Notices anything={anything} />
      {anything ? (
        <>
          <Sentence />
          <Main />
        </>
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
    </div>
  );
}
