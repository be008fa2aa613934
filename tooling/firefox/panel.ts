import type { Firefox, LaunchOptions } from './launch';
import { inPanel } from './toolbox';

/** Of the window above the panel: the browser's bars, a strip of the page, the tabs of DevTools. */
const ABOVE = 200;
const TOOLBAR = 30;

/** How Firefox is started for a panel of this size, in CSS pixels. */
export const roomForPanel = ({ width, height }: { width: number; height: number }): LaunchOptions => ({
  size: { width, height: height + ABOVE },
  preferences: { 'devtools.toolbox.footer.height': height + TOOLBAR },
});

/** The panel's text, as soon as it fits. @throws with the text where it does not within 20 s */
export async function panelText(firefox: Firefox, pattern: RegExp): Promise<string> {
  let text = '';
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    // biome-ignore lint/performance/useDomNodeTextContent: what is shown, and where its lines end.
    text = await inPanel(firefox, () => document.body.innerText).catch(String);
    if (pattern.test(text)) return text;
  }
  throw new Error(`The panel does not say ${pattern}, but:\n${text}`);
}

/** Clicks what has a name that begins so in the panel. */
export function clickInPanel(firefox: Firefox, name: string): Promise<void> {
  return inPanel(
    firefox,
    (wanted) => {
      const nameOf = (each: Element) => each.getAttribute('aria-label') ?? each.textContent ?? '';
      const all = [...document.querySelectorAll<HTMLElement>('button, [role=tab], label')];
      const found = all.find((each) => nameOf(each).trim().startsWith(wanted));
      if (!found) throw new Error(`The panel has no ${wanted}, but ${all.map(nameOf).join(', ')}`);
      found.click();
    },
    name,
  );
}
