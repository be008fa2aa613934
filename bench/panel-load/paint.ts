import type { Page } from '@playwright/test';
import { openDevTools } from '../../tooling/browser/devtools';
import { type Figure, figure } from '../lib/figures';
import { quantile } from '../lib/statistics';
import type { Bench } from './browser';
import { trace, workUntil } from './trace';

const GOAL_MS = 300;

interface Painted {
  /** From when the panel's page began to load, which DevTools does when it is selected first, in ms. */
  shown: number;
  /** Processor time of the panel's main thread until then, in ms. */
  worked: number;
}

/** Runs in the panel's page before its own script: notes when what it looks for was painted first. */
function watchFirstPaint(): void {
  if (!location.pathname.endsWith('/panel/index.html')) return;
  const seen = new Set<string>();
  const observer = new MutationObserver(() => {
    const what = document.querySelector('.main') ? 'call' : document.querySelector('.state-view') ? 'nothing' : null;
    if (!what || seen.has(what)) return;
    seen.add(what);
    requestAnimationFrame(() => setTimeout(() => performance.mark(`first paint: ${what}`)));
    if (what === 'call') observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}

async function paintOf(page: Page, what: 'call' | 'nothing'): Promise<Painted> {
  const tools = await openDevTools(page);
  const mark = `first paint: ${what}`;
  let shown = 0;
  const events = await trace(page.context(), async () => {
    const panel = await tools.selectPanel();
    const painted = await panel.waitForFunction((name) => performance.getEntriesByName(name)[0]?.startTime, mark);
    shown = (await painted.jsonValue())!;
  });
  await tools.close();
  return { shown, worked: workUntil(events, mark) };
}

/** From selecting the panel to its first paint: of the call, and of a page without WebRTC, taking turns. */
export async function measurePaint(bench: Bench, rounds: number): Promise<Figure[]> {
  await bench.context.addInitScript(watchFirstPaint);
  const call = await bench.open('/call?hours=8&live');
  const nothing = await bench.open('/nothing');
  const found: Record<'call' | 'nothing', Painted[]> = { call: [], nothing: [] };
  for (let round = -1; round < rounds; round++) {
    for (const what of round % 2 ? (['call', 'nothing'] as const) : (['nothing', 'call'] as const)) {
      const page = what === 'call' ? call : nothing;
      await page.bringToFront();
      const painted = await paintOf(page, what);
      // The first of each warms up caches.
      if (round >= 0) found[what].push(painted);
    }
  }
  await call.close();
  await nothing.close();
  const median = (what: 'call' | 'nothing', which: keyof Painted) =>
    quantile(
      found[what].map((each) => each[which]),
      0.5,
    );
  const paintFigure = (name: string, which: keyof Painted) =>
    figure({
      name,
      value: median('call', which) - median('nothing', which),
      unit: 'ms',
      goal: GOAL_MS,
      spread: [0.25, 0.75].map((part) => {
        const more = found.call.map((each, i) => each[which] - found.nothing[i]![which]);
        return quantile(more, part);
      }) as [number, number],
      note: `${median('call', which).toFixed(0)} ms against ${median('nothing', which).toFixed(0)} ms, medians of ${rounds}`,
    });
  return [
    paintFigure('first paint after selecting the panel, more than an empty one’s', 'shown'),
    paintFigure('the same in processor time of the panel’s main thread', 'worked'),
  ];
}
