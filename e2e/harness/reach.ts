import type { Page } from '@playwright/test';

/**
 * What a user could not get at in the window as it is: controls that no scrolling brings into view or
 * that something covers, controls whose words are cut off without a tooltip, and a page that is wider
 * than the window. In words, empty where all is well.
 */
export function unreachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const scope = document.querySelector('dialog:modal') ?? document.querySelector(':popover-open') ?? document.body;
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`;
    const controls = scope.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=file]), select, textarea, summary, [tabindex="0"]',
    );
    for (const control of controls) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches(':disabled')) continue;
      // A radio button of ours is drawn by its label.
      const shown = (control.matches('input') && control.closest('label')) || control;
      shown.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, right, top, bottom, width } = shown.getBoundingClientRect();
      const [x, y] = [
        (Math.max(0, left) + Math.min(innerWidth, right)) / 2,
        (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2,
      ];
      const hit = document.elementFromPoint(x, y);
      if (!hit || !(shown.contains(hit) || hit.contains(shown)))
        found.push(`${name(control)} is covered or out of view`);
      else if (width < 4) found.push(`${name(control)} is ${width} px wide`);
      const cut = control.matches('button, a, summary') && control.scrollWidth > control.clientWidth + 1;
      if (cut && !control.closest('[title]') && getComputedStyle(control).overflowX !== 'visible') {
        found.push(`${name(control)} is cut off`);
      }
    }
    for (const element of [document.documentElement, document.querySelector('.app')]) {
      if (element && element.scrollWidth > element.clientWidth) found.push(`${name(element)} is wider than the window`);
    }
    return found;
  });
}
