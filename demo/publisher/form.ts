import { parseSettings, type Settings, SIZES, toQuery, widthOf } from './settings';

/** The settings form: fills it, reads it, and keeps the URL telling the same. */
export class SettingsForm {
  settings: Settings;
  problems: string[];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly onChange: () => void,
  ) {
    ({ settings: this.settings, problems: this.problems } = parseSettings(new URLSearchParams(location.search)));
    this.fill();
    // The number of cycles stands beside its button, outside of the form.
    for (const field of form.elements) field.addEventListener('change', () => this.take());
    form.addEventListener('submit', (event) => event.preventDefault());
  }

  set disabled(disabled: boolean) {
    for (const set of this.form.querySelectorAll('fieldset')) set.disabled = disabled;
  }

  private field(name: string): HTMLInputElement | HTMLSelectElement | null {
    return this.form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;
  }

  private fill(): void {
    for (const [name, value] of Object.entries(this.settings)) {
      const field = this.field(name);
      if (!field) continue;
      if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === true;
      else {
        // A mode that the list does not name came by URL.
        const isNew =
          field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value);
        if (isNew) field.add(new Option(String(value)));
        field.value = String(value);
      }
    }
    const { width, height } = this.settings;
    const size = this.field('size') as HTMLSelectElement;
    const listed = SIZES.includes(height) && width === widthOf(height);
    size.options[size.options.length - 1]!.text = `${width} x ${height}`;
    size.value = listed ? String(height) : 'custom';
  }

  private take(): void {
    const { width, height, auto } = this.settings;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) query.set(name, value === 'on' ? '1' : String(value));
    if (query.get('size') === 'custom') {
      query.delete('size');
      query.set('width', String(width));
      query.set('height', String(height));
    }
    ({ settings: this.settings, problems: this.problems } = parseSettings(query));
    // One choice may have brought another with it.
    if (!this.problems.length) this.fill();
    const said = toQuery({ ...this.settings, auto });
    history.replaceState(null, '', said ? `?${said}` : location.pathname);
    this.onChange();
  }
}
