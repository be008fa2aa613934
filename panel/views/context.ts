import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Store } from '../store/store';

export const StoreContext = createContext<Store | null>(null);

/** The store of the panel that this view is in. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('There is no store around this view.');
  return store;
}
