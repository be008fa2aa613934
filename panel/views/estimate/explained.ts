import { signal } from '@preact/signals';
import type { Estimate } from '../../analysis/memory';

/** Senders whose figures are explained together. */
export interface Explained {
  title: string;
  /** Read anew while the explanation is open: the page goes on. */
  estimates(): readonly Estimate[];
}

/** Whose figures are being explained; null for nobody's. */
export const explained = signal<Explained | null>(null);
