/** Line drawings on a 20 × 20 grid, in the current text color. */
const PATHS = {
  pause: 'M6 4h3v12H6zM11 4h3v12h-3z',
  resume: 'M6 4l10 6-10 6z',
  clear:
    'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM4 10a6 6 0 0 1 9.7-4.7L5.3 13.7A6 6 0 0 1 4 10zm6 6a6 6 0 0 1-3.7-1.3l8.4-8.4A6 6 0 0 1 10 16z',
  filter: 'M3 4h14l-5.5 7v5l-3-1.5V11zM6.1 5.5l3.9 5v.1l3.9-5.1z',
  settings:
    'M8.7 2h2.6l.4 2.1 1.4.6 1.8-1.2 1.8 1.8-1.2 1.8.6 1.4 2.1.4v2.6l-2.1.4-.6 1.4 1.2 1.8-1.8 1.8-1.8-1.2-1.4.6-.4 2.1H8.7l-.4-2.1-1.4-.6-1.8 1.2-1.8-1.8 1.2-1.8-.6-1.4L1.8 11.3V8.7l2.1-.4.6-1.4-1.2-1.8 1.8-1.8 1.8 1.2 1.4-.6zM10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  warning: 'M10 2.5L18.5 17h-17zM9.2 8v4.5h1.6V8zm0 5.6v1.6h1.6v-1.6z',
  check: 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm-1.3 10.9l5-5-1.1-1.1-3.9 3.9-1.8-1.8-1.1 1.1z',
  question:
    'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm-.8 9h1.6v1.6H9.2zm.8-7.6c1.6 0 2.8 1 2.8 2.5 0 1.2-.7 1.8-1.3 2.3-.5.4-.7.7-.7 1.3H9.2c0-1.2.6-1.8 1.2-2.3.5-.4.8-.7.8-1.3 0-.6-.5-1-1.2-1s-1.2.5-1.2 1.2H7.2c0-1.6 1.2-2.7 2.8-2.7z',
  open: 'M3 4h5l1.5 2H17v10H3zm1.5 1.5v9h11v-7H8.8L7.3 5.5z',
  save: 'M9.2 3h1.6v7.2l2.6-2.6 1.1 1.1-4.5 4.5-4.5-4.5 1.1-1.1 2.6 2.6zM4 15.5h12V17H4z',
  close: 'M5.3 4.2L10 8.9l4.7-4.7 1.1 1.1L11.1 10l4.7 4.7-1.1 1.1L10 11.1l-4.7 4.7-1.1-1.1L8.9 10 4.2 5.3z',
  table: 'M3 4h14v12H3zm1.5 3.5v2h4v-2zm5.5 0v2h5.5v-2zM4.5 11v3.5h4V11zm5.5 0v3.5h5.5V11z',
  chart: 'M3 3h1.5v12.5H17V17H3zm3 8.5l3.5-4 3 2.5L16.5 5l1.1 1-4.9 6-3-2.5-2.6 3z',
  picture: 'M3 4h14v12H3zm1.5 1.5v7.2l3.3-3.4 3 3 2-2 2.7 2.7V5.5zm8 1a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  info: 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm-.8 5h1.6v5H9.2zm0-3h1.6v1.6H9.2z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: what it stands for is said by the text or the label beside it. */
export function Icon({ name, class: className = '' }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${className}`} viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
