import { useStore } from '../context';
import { lazy } from '../use/lazy';

const RowMenu = lazy(() => import('./RowMenu').then((chunk) => chunk.RowMenu));

/** The menu of the row under the pointer, or of the one that has the focus. */
export function ContextMenu() {
  const { menu } = useStore().ui;
  return menu.value && <RowMenu key={`${menu.value.x} ${menu.value.y}`} />;
}
