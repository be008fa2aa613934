import { batch, signal } from '@preact/signals';
import type { Command } from '../../../protocol/messages';
import type { Patch } from '../../../protocol/state';
import type { Transport } from '../../transport/transport';

interface PatchSwitchOptions {
  now(): number;
  /** To every linked document. */
  send(command: Command): void;
  transport: Pick<Transport, 'setPatch'>;
}

/** The switch "Try a fix". */
export function createPatchSwitch({ now, send, transport }: PatchSwitchOptions) {
  const patch = signal<Patch>('none');
  /** Epoch ms; null before the first time. */
  const switchedAt = signal<number | null>(null);
  return {
    patch,
    switchedAt,
    set(next: Patch): void {
      if (next === patch.peek()) return;
      batch(() => {
        patch.value = next;
        switchedAt.value = now();
      });
      send({ type: 'patch', patch: next });
      transport.setPatch(next);
    },
  };
}
