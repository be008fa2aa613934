import { signal } from '@preact/signals';

/** Id of the tab that is shown. */
export const tab = signal('overview');
