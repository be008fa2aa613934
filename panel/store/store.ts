import { batch, computed, effect, signal } from '@preact/signals';
import { uncalibratedBecause } from '../../core/estimate/coefficients/calibration';
import { createLinks } from '../../core/model/links';
import type { DocumentLink, Transport } from '../transport/transport';
import { type CalibrationStore, createCalibration } from './calibration';
import { createClock } from './clock';
import { createLines } from './lines/lines';
import type { DocumentRecord } from './page/document';
import { createDocuments, isLive } from './page/documents';
import { createDownscaling } from './page/downscaling';
import { thisBrowser } from './page/environment';
import { nameDocuments } from './page/names';
import { createObservation } from './page/observation';
import { createPage } from './page/page';
import { createPatchSwitch } from './page/patch-switch';
import { createReadings } from './page/readings';
import { createSummary } from './page/summary';
import { createProblems } from './problems';
import { createResults } from './results';
import { createGuided } from './runs/guided';
import { createRuns } from './runs/runs';
import { createSelection } from './selection';
import { createSettings } from './settings';
import { createUi } from './ui';

interface StoreOptions {
  /** Runs what need not be in the frame that an update has its work in; default at once. */
  later?: (run: () => void) => void;
  /** Of the user's machine: one for the page and all files. */
  calibration?: CalibrationStore;
}

/** The panel's state: what the transport reports, and what the user chose. Views read its signals. */
export function createStore(
  transport: Transport,
  now: () => number = Date.now,
  { later = (run) => run(), calibration = createCalibration(transport.settings) }: StoreOptions = {},
) {
  const settings = createSettings(transport);
  const problems = createProblems(now);
  const { list: documents, recordFor, dropGone } = createDocuments();
  const paused = signal(false);
  const clearedAt = signal(0);
  const clock = createClock(now, () => !paused.peek() && page.opened.peek() > 0, later);
  const links = createLinks<DocumentLink, DocumentRecord>({
    now,
    problems,
    recordFor(update) {
      const record = recordFor(update);
      record.setOwnFits(inForce.peek()?.fits ?? null);
      runs.join(record);
      clock.follow(update.at);
      return record;
    },
  });
  const { patch, switchedAt, set: setPatch } = createPatchSwitch({ now, send: links.send, transport });
  const observation = createObservation({ intervalMs: settings.intervalMs, paused, send: links.send });
  const selection = createSelection(documents, clearedAt, settings.preserveLog);
  const downscaling = createDownscaling(documents, () => links.send({ type: 'downscale' }));
  // The top document's: frames of the same process would tell the same heap again.
  const jsHeapBytes = computed(() => documents.value.find(isLive)?.jsHeapBytes.value ?? null);
  const readings = createReadings({ now, jsHeapBytes, clearedAt });
  const runs = createRuns({ now, documents, patch, readings: readings.list });
  const guided = createGuided({ now, documents, runs, patch, setPatch, reload: () => transport.reload() });
  const ui = createUi();
  /** The browser that the page runs, or ran, in. */
  const browser = signal(thisBrowser());
  const inForce = computed(() => calibration.for(browser.value));
  const stopCalibrating = effect(() => {
    for (const each of documents.value) each.setOwnFits(inForce.value?.fits ?? null);
  });
  const results = createResults({ documents, parts: selection.parts, clearedAt, now: clock.now, step: clock.step });
  const page = createPage({
    now,
    links,
    greet(link) {
      link.send(observation.command());
      // Also when it is none: it ends one that the document took over from its predecessor.
      link.send({ type: 'patch', patch: patch.peek() });
    },
    dropGone() {
      if (settings.preserveLog.peek()) return;
      // A patch is tried over a reload; without one the next page is another matter.
      if (patch.peek() === 'none') results.forget();
      else results.keepGone();
      dropGone();
    },
    onNavigated() {
      downscaling.dismiss();
      guided.navigated();
    },
  });
  transport.start({ ...page.handlers, onSearch: (query) => (selection.filter.value = query ?? '') });
  const lines = createLines({ transport, documents, sourceMaps: settings.sourceMaps });
  const stopNaming = effect(() => nameDocuments(documents.value));

  return {
    transport,
    settings,
    problems,
    documents,
    access: page.access,
    url: page.url,
    patch,
    patchSwitchedAt: switchedAt,
    paused,
    clearedAt,
    opened: page.opened,
    now: clock.now,
    selection,
    lines,
    results,
    downscaling,
    jsHeapBytes,
    readings,
    runs,
    guided,
    ui,
    browser,
    /** Why the estimate's coefficients may not hold in this browser; empty where they should. */
    uncalibrated: computed(() => (inForce.value?.fits ? [] : uncalibratedBecause(browser.value))),
    calibration,
    /** The user's calibration, as it applies to this browser; null for none. */
    inForce,
    ...createSummary({ documents, parts: selection.parts, patch, clearedAt, problems }),
    setPatch,
    clearView(): void {
      batch(() => {
        clearedAt.value = now();
        results.keepGone();
        dropGone();
        problems.clear();
        selection.transceiver.value = null;
      });
    },
    storeAsGlobal(record: DocumentRecord, transceiver: number): void {
      links.send({ type: 'global', transceiver }, record);
    },
    dispose(): void {
      observation.stop();
      stopNaming();
      stopCalibrating();
      lines.stop();
      downscaling.stop();
      guided.dispose();
      readings.stop();
      clock.stop();
      transport.dispose();
    },
  };
}

export type Store = ReturnType<typeof createStore>;
