import { SAMPLING_RATES_MS } from '../../store/settings';
import { useStore } from '../context';
import { DiagnosticsButton } from '../diagnostics/DiagnosticsButton';

/** Opens below the toolbar, as the Network panel's settings do. */
export function SettingsBar() {
  const { settings } = useStore();
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
    </section>
  );
}
