import { signal } from '@preact/signals';

/** Whether the dialog "Patch & compare…" is open. */
export const asking = signal(false);
/** Ids of the runs that are compared; null for none chosen. */
export const compared = signal<{ a: string | null; b: string | null }>({ a: null, b: null });
