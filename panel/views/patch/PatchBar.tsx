import { nameText } from '../../../core/model/names';
import { PATCH_LIMITS, PATCH_LINES, PATCH_NAMES } from '../../../core/patches/patches';
import { integer } from '../../../core/text/format';
import type { Patch } from '../../../protocol/state';
import { useStore } from '../context';
import { Disclosure } from '../focus/Disclosure';
import { lazy } from '../use/lazy';

const PatchMore = lazy(() => import('../docs/PatchMore').then((chunk) => chunk.PatchMore));

const MAX_NAMES = 5;

/** Stays while the page is patched: by what, what that does, where not yet, and its limits. Of a file: what was on in it. */
export function PatchBar() {
  const { patch, unpatched, transport } = useStore();
  const behind = unpatched.value;
  const names = behind.slice(0, MAX_NAMES).map(({ name }) => nameText(name.value));
  if (behind.length > MAX_NAMES) names.push(`${integer(behind.length - MAX_NAMES)} more`);
  const hosts = names.join(', ');
  if (patch.value !== 'none') {
    return (
      <section class="bar patched" aria-label="Patch in force">
        <span role="status">
          <strong>{PATCH_NAMES[patch.value]} is on</strong> in this tab until DevTools closes: {inSentence(patch.value)}{' '}
          {behind.length > 0 && <span>Not yet in: {hosts} (reaching it now)</span>}
        </span>
        <Disclosure class="limits" summary="Limits">
          <ul>
            {PATCH_LIMITS[patch.value].map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
          <PatchMore patch={patch.value} />
        </Disclosure>
      </section>
    );
  }
  if (behind.length === 0) return null;
  if (!transport.hasPage) {
    return (
      <div class="bar patched" role="status">
        {PATCH_NAMES[behind[0]!.patch.value]} was on when this was recorded, in: {hosts}
      </div>
    );
  }
  return (
    <div class="bar patched" role="status">
      {PATCH_NAMES[behind[0]!.patch.value]} is still on in: {hosts} (switching it off now)
    </div>
  );
}

function inSentence(patch: Patch): string {
  const line = PATCH_LINES[patch];
  return line.charAt(0).toLowerCase() + line.slice(1);
}
