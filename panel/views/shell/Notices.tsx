import { PATCH_NAMES } from '../../analysis/patches';
import { hostOf } from '../../store/rows';
import { useStore } from '../context';
import { Icon } from '../parts/Icon';
import { accessState } from './states';

/** Bars that stay while something holds that changes what the rest means. */
export function Notices({ anything }: { anything: boolean }) {
  const { patch, unpatched, access, url, paused, transport, documents } = useStore();
  const behind = unpatched.value;
  const state = anything ? accessState(access.value, url.value) : null;
  const allClosed = anything && documents.value.every((each) => allEnded(each.connections.value.values()));
  return (
    <>
      {patch.value !== 'none' && (
        <div class="bar patched" role="status">
          <span>
            <strong>{PATCH_NAMES[patch.value]} is on</strong> in this tab until DevTools closes.
          </span>
          {behind.length > 0 && (
            <span>Not yet in: {behind.map(({ info }) => hostOf(info.value.url)).join(', ')} (reaching it now)</span>
          )}
        </div>
      )}
      {patch.value === 'none' && behind.length > 0 && (
        <div class="bar patched" role="status">
          {PATCH_NAMES[behind[0]!.patch.value]} is still on in:{' '}
          {behind.map(({ info }) => hostOf(info.value.url)).join(', ')} (switching it off now)
        </div>
      )}
      {state && (
        <div class="bar warning" role="status">
          <Icon name="warning" />
          <span>
            <strong>{state.title}.</strong> What is shown is the last that was known.
          </span>
          {state.reload && (
            <button type="button" class="button" onClick={() => transport.reload()}>
              Reload page
            </button>
          )}
        </div>
      )}
      {paused.value && (
        <div class="bar" role="status">
          Sampling is paused. Times and rates stand still; what the page does is still recorded.
        </div>
      )}
      {allClosed && !state && (
        <div class="bar" role="status">
          All connections are closed. What they did is still here.
        </div>
      )}
    </>
  );
}

function allEnded(connections: Iterable<{ closedAt: number | null; collectedAt: number | null }>): boolean {
  for (const { closedAt, collectedAt } of connections) if (closedAt === null && collectedAt === null) return false;
  return true;
}
