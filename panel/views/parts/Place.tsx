import { type Frame, framePlace, shortPlace } from '../../../core/callsite/stack';
import { isolated } from '../../../core/text/foreign';
import { useStore } from '../context';
import { Foreign } from './Foreign';

/** A line of code; a click opens it in Sources, where a source map leads to from it. */
export function Place({ frame, withFunction = false }: { frame: Frame; withFunction?: boolean }) {
  const { transport, sources } = useStore();
  const text = withFunction ? framePlace(frame) : shortPlace(frame);
  if (!transport.canOpenSource)
    return (
      <span class="place">
        <Foreign text={text} />
      </span>
    );
  const opened = sources.openedAs(frame);
  const published = `${isolated(frame.url)}:${frame.line ?? 1}:${frame.column ?? 1}`;
  const { mapped, why } = opened ?? {};
  const title = mapped
    ? `Open ${isolated(mapped.url)}:${mapped.line}:${mapped.column} in Sources, by the source map of ${published}`
    : `Open ${published} in Sources${why ? `, as published: ${isolated(why)}` : ''}`;
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
      {/* The function's name is the published one, which a minifier made. */}
      <Foreign text={mapped ? shortPlace({ ...frame, ...mapped }) : text} />
    </button>
  );
}
