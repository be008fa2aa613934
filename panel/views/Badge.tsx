import { useEffect } from 'preact/hooks';
import type { Store } from '../store/store';

/** Says on the extension's icon how much grows. A view, so that this is found out in a frame that renders, and not in the one that took the message. */
export function Badge({ store: { results, transport } }: { store: Store }) {
  const growing = results.growing.value;
  useEffect(() => transport.setGrowing(growing), [growing, transport]);
  return null;
}
