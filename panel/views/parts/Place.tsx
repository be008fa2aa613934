import { type Frame, framePlace, shortPlace } from '../../analysis/stack';
import { useStore } from '../context';

/** A line of code; a click opens it in Sources. */
export function Place({ frame, withFunction = false }: { frame: Frame; withFunction?: boolean }) {
  const { transport } = useStore();
  const text = withFunction ? framePlace(frame) : shortPlace(frame);
  if (!transport.canOpenSource) return <span class="place">{text}</span>;
  return (
    <button
      type="button"
      class="link place"
      title={`Open ${frame.url}:${frame.line ?? 1}:${frame.column ?? 1} in Sources`}
      onClick={(event) => {
        event.stopPropagation();
        transport.openSource(frame.url, frame.line ?? 1, frame.column ?? 1);
      }}
    >
      {text}
    </button>
  );
}
