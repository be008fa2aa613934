import type { About } from '../../../core/report/about';
import { thisEnvironment } from '../../environment';
import { useStore } from '../context';
import { useFiles } from '../files/context';

/** What is copied says what it is about, when it is copied. */
export function useAbout(): () => About {
  const { url, browser } = useStore();
  const files = useFiles();
  return () => ({
    url: url.peek(),
    environment: { ...thisEnvironment(), ...browser.peek() },
    at: files.opened.peek()?.savedAt ?? Date.now(),
  });
}
