import { signal } from '@preact/signals';
import type { Store } from '../store/store';
import { StoreContext } from './context';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { Main } from './shell/Main';
import { Notices } from './shell/Notices';
import { ProblemList } from './shell/ProblemList';
import { Sentence } from './shell/Sentence';
import { SettingsBar } from './shell/SettingsBar';
import { StateView } from './shell/StateView';
import { Toolbar } from './shell/Toolbar';

/** Which of the toolbar's drawers is open. */
export type Drawer = 'settings' | 'problems' | null;

/** The whole panel over one store. */
export function App({ store }: { store: Store }) {
  return (
    <StoreContext.Provider value={store}>
      <ErrorBoundary report={store.problems.report}>
        <Shell store={store} />
      </ErrorBoundary>
    </StoreContext.Provider>
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
      <Notices anything={anything} />
      {anything ? (
        <>
          <Sentence />
          <Main />
        </>
      ) : (
        <StateView />
      )}
    </div>
  );
}
