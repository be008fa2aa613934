/** Loads a library as pages do that have no bundler: one script that makes one global. */
export async function loadScript<T>(src: string, name: string): Promise<T> {
  const script = document.createElement('script');
  script.src = src;
  const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
  document.head.append(script);
  await loaded;
  return (window as unknown as Record<string, T>)[name]!;
}
