import { parseStack } from '../../../core/callsite/stack';
import { Foreign } from './Foreign';
import { Place } from './Place';

/** A call stack, each frame of which opens in Sources; frames of libraries are told apart. */
export function Stack({ text }: { text: string | undefined }) {
  const frames = text ? parseStack(text) : [];
  if (frames.length === 0) return <p class="quiet">No stack was taken.</p>;
  return (
    <ol class="stack" aria-label="Call stack">
      {frames.map((frame, i) => (
        <li key={i} class={frame.sdk ? 'library' : ''}>
          <span class="function">
            <Foreign text={frame.fn ?? frame.published?.fn ?? '(anonymous)'} />
          </span>
          <Place frame={frame} />
          {frame.sdk && <span class="quiet">{frame.sdk}</span>}
        </li>
      ))}
    </ol>
  );
}
