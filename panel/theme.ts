import { signal } from '@preact/signals';

/** Changes whenever the colors do: for what is drawn, and so does not follow the style sheet by itself. */
export const theme = signal('light');

/** Sets the document's theme: DevTools' own where it says, else the system's. */
export function followTheme(given: 'light' | 'dark' | null): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const forced = matchMedia('(forced-colors: active)');
  const apply = () => {
    const name = given ?? (dark.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = name;
    theme.value = forced.matches ? `${name} forced` : name;
  };
  dark.addEventListener('change', apply);
  forced.addEventListener('change', apply);
  apply();
}
