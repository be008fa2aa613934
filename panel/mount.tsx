import { render } from 'preact';
import { createFiles, type Files } from './store/files/files';
import { createStore, type Store } from './store/store';
import './style/panel.css';
import { followTheme } from './theme';
import type { Transport } from './transport/transport';
import { App } from './views/App';
import { Badge } from './views/Badge';
import { shownLater } from './views/later';

/** Not a fault: the browser delivers a size change one frame later (Resize Observer, section 3.4). */
const DEFERRED_RESIZE = 'ResizeObserver loop';

/** What is found is looked for again when lanes and charts of the same second are drawn, in ms. */
const FIND_LATER_MS = 150;

interface MountOptions {
  /** The clock, default Date.now. */
  read?: () => number;
  /** The self-contained viewer's HTML, where it can be had: for reports. */
  viewerHtml?: (() => Promise<string>) | null;
  /** Hears what the panel opens files with. */
  onFiles?(files: Files): void;
}

/**
 * Starts the panel over a transport. Whatever goes wrong here ends in words on the page: a panel
 * that stays blank tells nobody anything.
 */
export function mount(
  createTransport: () => Transport,
  { read, viewerHtml = null, onFiles }: MountOptions = {},
): Store | null {
  const root = document.getElementById('app')!;
  try {
    const transport = shownLater(createTransport());
    followTheme(transport.theme);
    const store = createStore(transport, read, { later: (run) => void setTimeout(run, FIND_LATER_MS) });
    const files = createFiles({ live: store, viewerHtml });
    addEventListener('error', (event) => {
      if (!event.message.startsWith(DEFERRED_RESIZE)) store.problems.report('panel', event.message);
    });
    addEventListener('unhandledrejection', (event) => store.problems.report('panel', String(event.reason)));
    addEventListener('pagehide', () => store.dispose());
    render(
      <>
        <App files={files} />
        <Badge store={store} />
      </>,
      root,
    );
    onFiles?.(files);
    return store;
  } catch (error) {
    root.textContent = `Transceiver Inspector could not start: ${error instanceof Error ? error.stack : String(error)}`;
    return null;
  }
}
