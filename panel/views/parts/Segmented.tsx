import { useId } from 'preact/hooks';

interface SegmentedProps<T extends string> {
  /** Accessible name of the group. */
  label: string;
  /** Whether the name is shown beside the group, too. */
  showLabel?: boolean;
  options: readonly { value: T; label: string; title?: string }[];
  value: T;
  onChange(value: T): void;
}

/** One of few: real radio buttons that look like DevTools’ segmented filters. */
export function Segmented<T extends string>({ label, showLabel, options, value, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div class="segmented" role="radiogroup" aria-label={label}>
      {showLabel && (
        <span class="segmented-label" aria-hidden="true">
          {label}
        </span>
      )}
      {options.map((option) => (
        <label key={option.value} title={option.title}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
