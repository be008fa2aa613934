import { batch, computed, effect, signal } from '@preact/signals';
import type { Update } from '../../protocol/messages';
import type { Patch } from '../../protocol/state';
import { uncalibratedBecause } from '../analysis/calibration';
import type { DocumentLink, PageAccess, Transport } from '../transport/transport';
import { createClock } from './clock';
import { DocumentRecord } from './document';
import { createDownscaling } from './downscaling';
import { thisBrowser } from './environment';
import { createGuided } from './guided';
import { createLinks } from './links';
import { nameDocuments } from './names';
import { createNotes } from './notes';
import { createProblems } from './problems';
import { createReadings } from './readings';
import { createRuns } from './runs';
import { createSelection, type Part } from './selection';
import { createSettings } from './settings';
import { createSources } from './sources';

/** A frame that closes this soon after a navigation belonged to the page that was left. */
const LEAVING_MS = 3_000;
const MAX_DOCUMENTS = 60;

/** The panel's state: what the transport told, and what the user chose. Views read its signals. */
export function createStore(transport: Transport, read: () => number = Date.now) {
  const settings = createSettings(transport);
  const problems = createProblems(read);
  const documents = signal<readonly DocumentRecord[]>([]);
  const access = signal<PageAccess>('checking');
  const url = signal<string | null>(null);
  const patch = signal<Patch>('none');
  const patchSwitchedAt = signal<number | null>(null);
  const paused = signal(false);
  const clearedAt = signal(0);
  const opened = signal(0);
  const clock = createClock(read, () => !paused.peek() && opened.peek() > 0);
  let navigatedAt = Number.NEGATIVE_INFINITY;
  /** Whose link it was, for what is found out of its end later. */
  const closed = new WeakMap<DocumentLink, DocumentRecord>();

  const links = createLinks({ now: read, problems, recordFor, onChange: () => undefined });
  const selection = createSelection(documents, clearedAt, settings.preserveLog);
  const downscaling = createDownscaling(documents, () => links.send({ type: 'downscale' }));
  // The top document's: frames of the same process would tell the same heap again.
  const jsHeapBytes = computed(() => documents.value.find(isLive)?.jsHeapBytes.value ?? null);
  const readings = createReadings({ now: read, jsHeapBytes, clearedAt });
  const runs = createRuns({ now: read, documents, patch, readings: readings.list });
  const guided = createGuided({ now: read, documents, runs, patch, setPatch, reload: () => transport.reload() });
  /** The browser that the page runs, or ran, in. */
  const browser = signal(thisBrowser());

  const notes = createNotes({ documents, parts: selection.parts, clearedAt, now: clock.now, transport });

  function recordFor(update: Update): DocumentRecord {
    let record = documents.peek().find((each) => each.id === update.doc.id);
    if (!record) {
      record = new DocumentRecord(update.doc);
      const list = [...documents.peek(), record].sort((a, b) => Number(b.info.peek().top) - Number(a.info.peek().top));
      documents.value = list.length > MAX_DOCUMENTS ? withoutOldestGone(list) : list;
    } else if (record.link.peek().state === 'gone') {
      record.link.value = { state: 'live' };
      record.history.addMark({ at: update.at, type: 'document', connection: null, text: 'Document is back' });
    }
    runs.join(record);
    clock.follow(update.at);
    return record;
  }

  function observe() {
    return { type: 'observe', intervalMs: settings.intervalMs.value, paused: paused.value } as const;
  }

  function setPatch(next: Patch): void {
    if (next === patch.peek()) return;
    batch(() => {
      patch.value = next;
      patchSwitchedAt.value = read();
    });
    links.send({ type: 'patch', patch: next });
    transport.setPatch(next);
  }

  function dropGone(): void {
    if (settings.preserveLog.peek()) return;
    documents.value = documents.peek().filter((each) => each.link.peek().state === 'live');
  }

  transport.start({
    onOpen(link: DocumentLink) {
      links.open(link);
      opened.value += 1;
      // `patch` also when it is none: it ends one that the document took over from its predecessor.
      link.send(observe());
      link.send({ type: 'patch', patch: patch.peek() });
    },
    onMessage: (link, message) => batch(() => links.receive(link, message)),
    onClose(link) {
      batch(() => {
        const record = links.close(link);
        opened.value -= 1;
        if (!record || links.isOpen(record)) return;
        const at = read();
        closed.set(link, record);
        record.leave(at, at - navigatedAt < LEAVING_MS ? 'page navigated' : 'frame or page went away');
        if (at - navigatedAt < LEAVING_MS) dropGone();
      });
    },
    onCrashed: (link, what) => closed.get(link)?.leftBecause(`${what} crashed`),
    onAccess(state, of) {
      batch(() => {
        access.value = state;
        if (of !== null) url.value = of;
      });
    },
    onNavigated(to) {
      batch(() => {
        navigatedAt = read();
        url.value = to;
        downscaling.dismiss();
        dropGone();
        guided.navigated();
      });
    },
  });

  const stopNaming = effect(() => nameDocuments(documents.value));
  let told = false;
  const stopTelling = effect(() => {
    const command = observe();
    // Links that open later are told in onOpen; the effect's first run finds none.
    if (told) links.send(command);
    told = true;
  });

  return {
    transport,
    settings,
    problems,
    documents,
    access,
    url,
    patch,
    patchSwitchedAt,
    paused,
    clearedAt,
    opened,
    now: clock.now,
    selection,
    sources: createSources(transport),
    notes,
    downscaling,
    jsHeapBytes,
    readings,
    runs,
    guided,
    browser,
    /** Why the estimate's coefficients may not hold in this browser; empty where they should. */
    uncalibrated: computed(() => uncalibratedBecause(browser.value)),
    /** Entries of the patch log in scope, whatever the filter. */
    patchEntries: computed(() =>
      selection.parts.value.reduce((sum, part) => sum + patchEntriesIn(part, clearedAt.value), 0),
    ),
    /** Live documents in which another patch is in force than the switch says. */
    unpatched: computed(() =>
      documents.value.filter((each) => each.link.value.state === 'live' && each.patch.value !== patch.value),
    ),
    /** Errors that the documents' hooks caught, and the panel's own. */
    errorCount: computed(() =>
      [...documents.value.flatMap((each) => each.errors.value), ...problems.list.value].reduce(
        (sum, error) => sum + error.count,
        0,
      ),
    ),
    setPatch,
    clearView(): void {
      batch(() => {
        clearedAt.value = read();
        documents.value = documents.peek().filter((each) => each.link.peek().state === 'live');
        problems.clear();
        selection.transceiver.value = null;
      });
    },
    storeAsGlobal(record: DocumentRecord, transceiver: number): void {
      links.send({ type: 'global', transceiver }, record);
    },
    dispose(): void {
      stopTelling();
      stopNaming();
      notes.stop();
      downscaling.stop();
      guided.dispose();
      readings.stop();
      clock.stop();
      transport.dispose();
    },
  };
}

const isLive = (record: DocumentRecord) => record.link.value.state === 'live';

function patchEntriesIn({ record, connections }: Part, since: number): number {
  void record.logVersion.value;
  return record.log.filter(
    ({ type, at, connection }) =>
      type === 'patch' && at >= since && (!connections || connection === null || connections.has(connection)),
  ).length;
}

function withoutOldestGone(list: DocumentRecord[]): DocumentRecord[] {
  const oldest = list.find((each) => each.link.peek().state === 'gone');
  return oldest ? list.filter((each) => each !== oldest) : list;
}

export type Store = ReturnType<typeof createStore>;
