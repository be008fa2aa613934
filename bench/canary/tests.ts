/** Which tests run on a browser. */
export interface TestRun {
  title: string;
  project: string;
  /** Parts of their paths; none: all of the project. */
  files: string[];
  env: Record<string, string>;
  /** What the browser can't run, in a sentence; null where it runs all. */
  notRun: string | null;
}

export const END_TO_END: TestRun = {
  title: 'End-to-end tests, short tier (playwright)',
  project: 'e2e',
  files: [],
  env: { FULL: '' },
  notRun: null,
};

/**
 * What runs without extension and DevTools: the hook by a driver, on pages and on the demo, and the panel's views
 * over its fixtures and as the viewer.
 */
export const IN_A_SHELL: TestRun = {
  title: 'The hook by a driver, the panel as a page (playwright)',
  project: 'component',
  files: ['package/inspect', 'package/hook', 'panel/views'],
  env: { FULL: '1' },
  notRun:
    'Not run: the end-to-end tests. A headless shell loads no extensions, has no DevTools and captures no display.',
};
