import { engineOf } from '../../../core/estimate/coefficients/engine';
import { type Factor, factorOf } from '../../../core/estimate/factor';
import type { Store } from '../../store/store';

/** By all readings since the page was loaded; null where they tell too little. */
export function readingFactor({ documents, readings, browser }: Store): Factor | null {
  const page = documents.value.find(({ info }) => info.value.top);
  const list = readings.list.value.filter(({ at }) => page && at >= page.info.value.startedAt);
  if (list.length < 2) return null;
  const sources = documents.value.map((record) => {
    void record.historyVersion.value;
    return { history: record.history, connections: null };
  });
  return factorOf(sources, list, engineOf(browser.value.userAgent));
}

export const FACTOR_TITLE =
  'By how much the page’s process grew between your readings, over what the estimates did. Whatever else grew in the page is in it. No figure is multiplied by it.';
