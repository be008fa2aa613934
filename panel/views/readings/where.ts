import { isFirefox } from '../../../core/text/browser';
import { thisBrowser } from '../../store/page/environment';

/** Where a browser shows the memory of a page's process. */
interface MemoryPlace {
  name: string;
  /** How to get there. */
  open: string;
  row: string;
  column: string;
}

const CHROME: MemoryPlace = {
  name: 'Chrome’s task manager',
  open: 'Chrome menu › More tools › Task manager (Shift+Esc on Windows and Linux)',
  row: 'Tab: the page’s title',
  column: 'Memory footprint',
};

const FIREFOX: MemoryPlace = {
  name: 'about:processes',
  open: 'Firefox menu › More tools › Task Manager, or type about:processes into a new tab (Shift+Esc)',
  row: 'the page’s site, with the page’s title below it',
  column: 'Memory',
};

/** The place in the browser that a user agent names; by default in this one. */
export const memoryPlace = (userAgent = thisBrowser().userAgent) => (isFirefox(userAgent) ? FIREFOX : CHROME);
