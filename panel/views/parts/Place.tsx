import { type Frame, framePlace, shortPlace } from '../../../core/callsite/stack';
import { isolated } from '../../../core/text/foreign';
import { useStore } from '../context';
import { lazy } from '../use/lazy';
import { useRowMenu } from '../use/useRowMenu';
import { Foreign } from './Foreign';

const EditorLink = lazy(() => import('../editor/EditorLink').then((chunk) => chunk.EditorLink));

/**
 * A line of code, by the page's own name where its source map is known; its title has the line as published.
 * A click opens it in Sources, where a source map leads to from it.
 */
export function Place({ frame, withFunction = false }: { frame: Frame; withFunction?: boolean }) {
  const { transport, lines, settings } = useStore();
  const text = withFunction ? framePlace(frame) : shortPlace(frame);
  const published = placeText(frame.published ?? frame);
  const openMenu = useRowMenu();
  const menu = () => ({ frame, filter: shortPlace({ ...frame, column: null }) });
  const link = settings.editor.value === 'off' ? null : <EditorLink frame={frame} />;
  if (!transport.canOpenSource) {
    const title = frame.published ? `${placeText(frame)}, published as ${published}` : published;
    const shown = <Foreign text={text} />;
    return (
      <>
        {transport.viewSource ? (
          <button
            type="button"
            class="link place"
            title={title}
            aria-haspopup="menu"
            onClick={(event) => openMenu(event, menu)}
          >
            {shown}
          </button>
        ) : (
          <span class="place" title={title}>
            {shown}
          </span>
        )}
        {link}
      </>
    );
  }
  const { mapped = frame.published ? frame : null, why = null } = lines.openedAs(frame) ?? {};
  const reason = why ?? lines.reasons.value.get((frame.published ?? frame).url);
  const title = mapped
    ? `Open ${placeText(mapped)} in Sources, by the source map of ${published}`
    : `Open ${published} in Sources${reason ? `, as published: ${isolated(reason)}` : ''}`;
  return (
    <>
      <button
        type="button"
        class="link place"
        title={title}
        onClick={(event) => {
          event.stopPropagation();
          void lines.open(frame);
        }}
      >
        <Foreign text={mapped && !frame.published ? shortPlace({ ...frame, ...mapped }) : text} />
      </button>
      {link}
    </>
  );
}

const placeText = ({ url, line, column }: Pick<Frame, 'url' | 'line' | 'column'>) =>
  `${isolated(url)}:${line ?? 1}:${column ?? 1}`;
