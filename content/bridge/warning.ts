import type { Patch } from '../../protocol/patches';

let warned = false;

/** Says in the console, once a document, that the page is patched: whoever debugs it should know. */
export function warnOfPatch(patch: Patch): void {
  if (patch === 'none' || warned) return;
  warned = true;
  console.warn(
    `Transceiver Inspector: the patch “${patch}” is on in this tab until DevTools closes; its panel says what that does.`,
  );
}
