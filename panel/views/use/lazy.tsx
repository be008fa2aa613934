import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export type LazyView<P> = FunctionComponent<P> & {
  /** Loads the view before it is shown, so that it is there at once when it is. A failure is told when it is shown. */
  preload(): void;
};

/** A view in a chunk of its own, which is loaded when it is first shown. */
export function lazy<P extends object>(load: () => Promise<FunctionComponent<P>>): LazyView<P> {
  let loaded: FunctionComponent<P> | null = null;
  const get = async () => {
    loaded ??= await load();
    return loaded;
  };
  function Lazy(props: P) {
    const [View, show] = useState<FunctionComponent<P> | null>(() => loaded);
    const [error, setError] = useState<string | null>(null);
    useEffect(() => {
      if (View) return;
      get().then(
        (view) => show(() => view),
        (reason) => setError(String(reason)),
      );
    }, []);
    if (error) return <p class="error-text">This view could not be loaded: {error}</p>;
    return View ? <View {...props} /> : null;
  }
  return Object.assign(Lazy, { preload: () => void get().catch(() => {}) });
}
