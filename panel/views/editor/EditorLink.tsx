import { editorLink } from '../../../core/callsite/editor';
import type { Frame } from '../../../core/callsite/stack';
import { useStore } from '../context';

/** Opens the line in the user's editor; nothing where no local file is known for it. */
export function EditorLink({ frame }: { frame: Frame }) {
  const { settings } = useStore();
  const { editor, editorTemplate, editorRoot } = settings;
  const link = editorLink(frame, { editor: editor.value, template: editorTemplate.value, root: editorRoot.value });
  if (link === null) return null;
  return (
    <a
      class="editor-link"
      href={link}
      target="_blank"
      rel="noreferrer"
      title={`Open in your editor: ${link}`}
      aria-label="Open in your editor"
      onClick={(event) => event.stopPropagation()}
    >
      ✎
    </a>
  );
}
