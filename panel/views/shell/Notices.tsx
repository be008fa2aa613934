import { useStore } from '../context';
import { Icon } from '../parts/Icon';
import { DownscaleBar } from '../patch/DownscaleBar';
import { PatchBar } from '../patch/PatchBar';
import { Guided } from '../runs/Guided';
import { accessState } from './states';

/** Bars that stay while something holds that changes what the rest means. */
export function Notices({ anything }: { anything: boolean }) {
  const { access, url, paused, transport, documents } = useStore();
  const state = anything ? accessState(access.value, url.value) : null;
  const framesLive = documents.value.some((each) => each.link.value.state === 'live');
  const allClosed = anything && documents.value.every((each) => allEnded(each.connections.value.values()));
  return (
    <>
      <PatchBar />
      <DownscaleBar />
      <Guided />
      {state && (
        <div class="bar warning" role="status">
          <Icon name="warning" />
          <span>
            <strong>{state.title}.</strong>{' '}
            {framesLive ? 'This shows the frames that the extension can reach.' : 'This shows the last known state.'}
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
          Sampling paused. Calls are still recorded.
        </div>
      )}
      {allClosed && !state && (
        <div class="bar" role="status">
          All connections are closed. Their history is still here.
        </div>
      )}
    </>
  );
}

function allEnded(connections: Iterable<{ closedAt: number | null; collectedAt: number | null }>): boolean {
  for (const { closedAt, collectedAt } of connections) if (closedAt === null && collectedAt === null) return false;
  return true;
}
