import { useStore } from '../context';
import { lazy } from '../use/lazy';

const Setup = lazy(() => import('./guided-chunk').then((chunk) => chunk.GuidedSetup));
const Bar = lazy(() => import('./guided-chunk').then((chunk) => chunk.GuidedBar));

/** The guided comparison: its dialog, and the bar that leads through it. */
export function Guided() {
  const { guided, ui } = useStore();
  return (
    <>
      {ui.asking.value && <Setup />}
      {guided.state.value.step !== 'off' && <Bar />}
    </>
  );
}
