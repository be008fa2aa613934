import { PATCH_CHOICES, PATCH_LINES } from '../../../core/patches/patches';
import { FILTER_HELP } from '../../../core/table/filter';
import { plural } from '../../../core/text/format';
import { PATCHES } from '../../../protocol/state';
import type { Drawer } from '../../store/ui';
import { useStore } from '../context';
import { OpenButton } from '../files/open/OpenButton';
import { ExportButton } from '../files/save/ExportButton';
import { IconButton } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { Segmented } from '../parts/Segmented';
import { AlteredMark, DownscaleButton } from '../patch/DownscaleButton';
import { NewRun } from '../runs/NewRun';

const CHOICES = PATCHES.map((value) => ({ value, label: PATCH_CHOICES[value], title: PATCH_LINES[value] }));

/** What acts on the whole panel. */
export function Toolbar() {
  const store = useStore();
  const { selection, errorCount } = store;
  const { drawer } = store.ui;
  // A viewer without a file has nothing to filter.
  const anything = store.transport.hasPage || store.documents.value.length > 0;
  const toggle = (which: Drawer) => {
    drawer.value = drawer.value === which ? null : which;
  };
  return (
    <header class="toolbar">
      <h1 class="visually-hidden">Transceivers</h1>
      {store.transport.hasPage && <PageTools />}
      {anything && (
        <label class="filter" title={FILTER_HELP}>
          <Icon name="filter" />
          <input
            type="search"
            aria-label="Filter"
            placeholder="Filter"
            value={selection.filter.value}
            onInput={(event) => (selection.filter.value = event.currentTarget.value)}
          />
        </label>
      )}
      <span class="end">
        <OpenButton />
        {store.documents.value.length > 0 && <ExportButton />}
        {errorCount.value > 0 && (
          <IconButton
            icon="warning"
            label={plural(errorCount.value, 'extension error')}
            expanded={drawer.value === 'problems'}
            controls="problems"
            onClick={() => toggle('problems')}
          >
            <span class="count">{errorCount.value}</span>
          </IconButton>
        )}
        <IconButton
          icon="settings"
          label="Settings"
          expanded={drawer.value === 'settings'}
          controls="settings"
          onClick={() => toggle('settings')}
        />
      </span>
    </header>
  );
}

/** What acts on the page: not there where a file is shown. */
function PageTools() {
  const store = useStore();
  const { paused, patch, settings } = store;
  return (
    <>
      <IconButton
        icon={paused.value ? 'resume' : 'pause'}
        label={paused.value ? 'Resume sampling' : 'Pause sampling'}
        pressed={paused.value}
        onClick={() => (paused.value = !paused.value)}
      />
      <IconButton icon="clear" label="Clear view" onClick={store.clearView} />
      <span class="divider" />
      <label class="check">
        <input
          type="checkbox"
          checked={settings.preserveLog.value}
          onChange={(event) => (settings.preserveLog.value = event.currentTarget.checked)}
        />
        Preserve log
      </label>
      <span class="divider" />
      <Segmented label="Try a fix" showLabel options={CHOICES} value={patch.value} onChange={store.setPatch} />
      <DownscaleButton />
      <span class="divider" />
      <NewRun />
      <span class="divider" />
      {/* Comes and goes, so it stands where no button moves for it. */}
      <AlteredMark />
    </>
  );
}
