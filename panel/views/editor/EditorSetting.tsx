import { EDITOR_CHOICES, EDITORS, type EditorChoice, rootFault, templateFault } from '../../../core/callsite/editor';
import { useStore } from '../context';

const NAMES: Record<EditorChoice, string> = {
  off: 'off',
  vscode: EDITORS.vscode.name,
  cursor: EDITORS.cursor.name,
  webstorm: EDITORS.webstorm.name,
  custom: 'another editor',
};

/** With which link a line opens in the user's editor, and where the page's sources are on this disk. */
export function EditorSetting() {
  const { editor, editorTemplate, editorRoot } = useStore().settings;
  const isOn = editor.value !== 'off';
  const fault = (editor.value === 'custom' && templateFault(editorTemplate.value)) || rootFault(editorRoot.value);
  return (
    <>
      <label title="Puts a link beside each line whose file is in your folder. Nothing is opened without a click.">
        Open lines in{' '}
        <select value={editor.value} onChange={(event) => (editor.value = event.currentTarget.value as EditorChoice)}>
          {EDITOR_CHOICES.map((each) => (
            <option key={each} value={each}>
              {NAMES[each]}
            </option>
          ))}
        </select>
      </label>
      {editor.value === 'custom' && (
        <Text
          label="Link"
          value={editorTemplate.value}
          placeholder="editor://open?file={path}&line={line}&column={column}"
          onInput={(text) => (editorTemplate.value = text)}
        />
      )}
      {isOn && (
        <Text
          label="Folder of the page’s sources"
          value={editorRoot.value}
          placeholder="/home/me/app"
          onInput={(text) => (editorRoot.value = text)}
        />
      )}
      {isOn && (
        <span class={fault ? 'error-text' : 'quiet'} role="status">
          {fault ?? 'A line whose file is in this folder has the link ✎ beside it.'}
        </span>
      )}
    </>
  );
}

interface TextProps {
  label: string;
  value: string;
  placeholder: string;
  onInput(text: string): void;
}

function Text({ label, value, placeholder, onInput }: TextProps) {
  return (
    <label>
      {label}{' '}
      <input
        type="text"
        class="setting-text"
        spellcheck={false}
        value={value}
        placeholder={placeholder}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
