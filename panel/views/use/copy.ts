/**
 * Copies text, and HTML beside it for those that take it. navigator.clipboard is blocked in a
 * DevTools panel, execCommand is not.
 */
export function copyText(text: string, html?: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  const focused = document.activeElement as HTMLElement | null;
  // A modal dialog makes all outside of it inert, and what is inert can't be selected.
  (focused?.closest('dialog') ?? document.body).append(area);
  const both = (event: ClipboardEvent) => {
    if (html === undefined || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.clipboardData.setData('text/html', html);
    event.preventDefault();
  };
  document.addEventListener('copy', both, true);
  area.select();
  const done = document.execCommand('copy');
  document.removeEventListener('copy', both, true);
  area.remove();
  focused?.focus();
  return done;
}
