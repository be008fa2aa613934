import { parseSettings, type Settings, SIZES, toQuery, widthOf } from './settings';

/** Fills and reads the settings form, and keeps the URL in sync with it. */
export class SettingsForm {
  settings: Settings;
  problems: string[];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly onChange: () => void,
  ) {
    ({ settings: this.settings, problems: this.problems } = parseSettings(new URLSearchParams(location.search)));
    this.fill();
    // The field for the number of cycles is outside the form, next to its button.
    for (const field of form.elements) field.addEventListener('change', () => this.readForm());
    form.addEventListener('submit', (event) => event.preventDefault());
  }

  set disabled(disabled: boolean) {
    for (const fieldset of this.form.querySelectorAll('fieldset')) fieldset.disabled = disabled;
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
        // A mode from the URL may not be in the list.
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

  private readForm(): void {
    const { width, height, auto } = this.settings;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) query.set(name, value === 'on' ? '1' : String(value));
    if (query.get('size') === 'custom') {
      query.delete('size');
      query.set('width', String(width));
      query.set('height', String(height));
    }
    ({ settings: this.settings, problems: this.problems } = parseSettings(query));
    // One setting may have changed another.
    if (!this.problems.length) this.fill();
    const queryText = toQuery({ ...this.settings, auto });
    history.replaceState(null, '', queryText ? `?${queryText}` : location.pathname);
    this.onChange();
  }
}
