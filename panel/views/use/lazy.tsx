import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A view in a chunk of its own, which is loaded when it is first shown. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [View, show] = useState<ComponentType<P> | null>(() => loaded);
    const [error, setError] = useState<string | null>(null);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (view) => {
          loaded = view;
          show(() => view);
        },
        (reason) => setError(String(reason)),
      );
    }, []);
    if (error) return <p class="error-text">This view could not be loaded: {error}</p>;
    return View ? <View {...props} /> : null;
  };
}
