import { useRef } from 'preact/hooks';

/**
 * For a button that asks for a file: a hidden input that has to be rendered beside it, and what opens it.
 * @param label of the input, which no one sees but tests and screen readers
 */
export function useFileInput(label: string, onFiles: (first: File, ...others: File[]) => void, multiple = false) {
  const ref = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={ref}
      type="file"
      hidden
      multiple={multiple}
      aria-label={label}
      onChange={(event) => {
        const [first, ...others] = event.currentTarget.files ?? [];
        // The same file may be chosen again, when it has changed.
        event.currentTarget.value = '';
        if (first) onFiles(first, ...others);
      }}
    />
  );
  return { input, choose: () => ref.current?.click() };
}
