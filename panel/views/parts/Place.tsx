import { type Frame, framePlace, shortPlace } from '../../analysis/stack';
import { useStore } from '../context';

/** A line of code; a click opens it in Sources, where a source map leads to from it. */
export function Place({ frame, withFunction = false }: { frame: Frame; withFunction?: boolean }) {
  const { transport, sources } = useStore();
  const text = withFunction ? framePlace(frame) : shortPlace(frame);
  if (!transport.canOpenSource) return <span class="place">{text}</span>;
  const opened = sources.openedAs(frame);
  const published = `${frame.url}:${frame.line ?? 1}:${frame.column ?? 1}`;
  const { mapped, why } = opened ?? {};
  const title = mapped
    ? `Open ${mapped.url}:${mapped.line}:${mapped.column} in Sources, by the source map of ${published}`
    : `Open ${published} in Sources${why ? `, as published: ${why}` : ''}`;
  return (
    <button
      type="button"
      class="link place"
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        void sources.open(frame);
      }}
    >
      {text}
      {mapped && <span class="quiet"> → {shortPlace({ ...frame, ...mapped })}</span>}
    </button>
  );
}
