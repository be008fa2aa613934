import { SAMPLING_RATES_MS } from '../../store/settings';
import { useStore } from '../context';
import { DiagnosticsButton } from '../diagnostics/DiagnosticsButton';
import { EditorSetting } from '../editor/EditorSetting';
import { CalibrationSetting } from '../estimate/CalibrationSetting';

/** Opens below the toolbar, as the Network panel's settings do. */
export function SettingsBar() {
  const { settings, transport } = useStore();
  return (
    <section id="settings" class="drawer" aria-label="Settings">
      <label>
        Sample statistics every{' '}
        <select
          value={String(settings.intervalMs.value)}
          onChange={(event) => (settings.intervalMs.value = Number(event.currentTarget.value))}
        >
          {SAMPLING_RATES_MS.map((ms) => (
            <option key={ms} value={String(ms)}>
              {ms / 1000} s
            </option>
          ))}
        </select>
      </label>
      <span class="quiet">Statistics are read only while this panel is open and not paused.</span>
      <label
        class="check"
        title="Otherwise they are redacted in every copied report, comparison and check, as in an exported file"
      >
        <input
          type="checkbox"
          checked={settings.copyOwnNames.value}
          onChange={(event) => (settings.copyOwnNames.value = event.currentTarget.checked)}
        />
        Copy the page’s own names and URLs
      </label>
      <DiagnosticsButton />
      {transport.findLines && <SourceMapSetting />}
      <EditorSetting />
      <CalibrationSetting />
    </section>
  );
}

const ABOUT = {
  page: 'Lines of these scripts have their own names at once: one request for each map, from this panel, to the page’s own server. Other scripts: when you click a line.',
  scripts:
    'Lines of all scripts have their own names at once: one request for each map, from this panel, to the server that the script came from.',
  click: 'Nothing is asked for before you click a line. Maps inside a script count, too.',
} as const;

/** Whose source maps are read without a click, and what that costs. */
function SourceMapSetting() {
  const { sourceMaps } = useStore().settings;
  return (
    <>
      <label>
        Read source maps{' '}
        <select
          value={sourceMaps.value}
          onChange={(event) => (sourceMaps.value = event.currentTarget.value as keyof typeof ABOUT)}
        >
          <option value="page">of the page’s own origin, and inside scripts</option>
          <option value="scripts">of all scripts</option>
          <option value="click">on a click only</option>
        </select>
      </label>
      <span class="quiet">{ABOUT[sourceMaps.value]}</span>
    </>
  );
}
