import type { Signal } from '@preact/signals';
import type { RawFrame } from '../../../core/callsite/gecko';
import { withOrigins } from '../../../core/callsite/mapped';
import type { SourcePlace } from '../../../core/callsite/source-map';
import { keyOfPlace, parseStack } from '../../../core/callsite/stack';
import type { MapOrigins, Transport } from '../../transport/transport';
import type { DocumentRecord } from '../page/document';
import { isLive } from '../page/documents';

/** Stacks of calls that follow each other are looked at together, ms. */
const GATHER_MS = 200;
/** Scripts of one document whose maps are read without a click. */
const MAX_SCRIPTS = 50;
/** Lines of one script. */
const MAX_PLACES = 5_000;

interface MapperOptions {
  find: NonNullable<Transport['findLines']>;
  documents: { peek(): readonly DocumentRecord[] };
  reasons: Signal<ReadonlyMap<string, string>>;
}

/** What is known of one document's stacks. */
class Known {
  /** Numbers of stacks that were looked at. */
  readonly seen = new Set<number>();
  /** By script, its lines with the numbers of the stacks that have them. */
  readonly scripts = new Map<string, Script>();
}

class Script {
  /** By place, where it was written; null while that is not known. */
  readonly origins = new Map<string, SourcePlace | null>();
  /** Places to ask for. */
  readonly wanted = new Map<string, { line: number; column: number }>();
  readonly stacks = new Set<number>();
  /** Whose map may be asked for has been asked for. */
  asked: MapOrigins | null = null;
  failed = false;
}

export interface LineMapper {
  /**
   * Looks for new stacks, and soon at the maps of their scripts.
   * @param script null for all of them
   */
  look(from: MapOrigins, script?: string | null): void;
}

/** Finds where the lines of live documents were written, one script after another, each with all its lines. */
export function createLineMapper({ find, documents, reasons }: MapperOptions): LineMapper {
  const known = new WeakMap<DocumentRecord, Known>();
  const wishes = new Map<string | null, MapOrigins>();
  let working = false;

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    while (wishes.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const [[script, from]] = wishes as unknown as [[string | null, MapOrigins]];
      wishes.delete(script);
      // A page that is gone is asked for nothing: the next one at its address may be another build.
      for (const record of documents.peek().filter(isLive)) await readScripts(record, from, script);
    }
    working = false;
  }

  async function readScripts(record: DocumentRecord, from: MapOrigins, only: string | null): Promise<void> {
    const of = known.get(record) ?? new Known();
    known.set(record, of);
    gather(record, of);
    for (const [url, script] of of.scripts) {
      if (only !== null && url !== only) continue;
      const isNew = script.asked === null || (from === 'scripts' && script.asked === 'page');
      if (script.wanted.size > 0 && (isNew || !script.failed)) await ask(url, script, from);
      rewrite(record, url, script);
    }
  }

  async function ask(url: string, script: Script, from: MapOrigins): Promise<void> {
    const wanted = [...script.wanted];
    const { origins, why } = await find({ url, places: wanted.map(([, place]) => place), from });
    script.asked = from;
    script.failed = why !== null;
    if (why === null) {
      wanted.forEach(([key], i) => {
        const origin = origins[i];
        script.origins.set(key, typeof origin === 'object' ? origin : null);
        script.wanted.delete(key);
      });
    }
    const said = new Map(reasons.peek());
    const first = origins.find((each) => typeof each === 'string');
    const reason = why ?? (origins.every((each) => typeof each === 'string') ? first : undefined);
    if (typeof reason === 'string') said.set(url, reason);
    else said.delete(url);
    reasons.value = said;
  }

  return {
    look(from, script = null) {
      if (wishes.get(script) !== 'scripts') wishes.set(script, from);
      void work();
    },
  };
}

/** Notes the lines of the stacks that came since. */
function gather({ model }: DocumentRecord, { seen, scripts }: Known): void {
  for (const index of model.stackIndices()) {
    if (seen.has(index)) continue;
    seen.add(index);
    for (const frame of parseStack(model.stackOf(index) ?? '')) {
      const { url, line, column } = frame;
      if (frame.published || line === null || column === null || !/^(?:https?|blob|file):/.test(url)) continue;
      if (!scripts.has(url) && scripts.size >= MAX_SCRIPTS) continue;
      const script = scripts.get(url) ?? new Script();
      scripts.set(url, script);
      const key = keyOfPlace(frame);
      if (script.origins.has(key) || script.wanted.size < MAX_PLACES) script.stacks.add(index);
      if (!script.origins.has(key) && script.wanted.size < MAX_PLACES) script.wanted.set(key, { line, column });
    }
  }
}

/** Writes what is known of a script's lines into the stacks that wait for it. */
function rewrite(record: DocumentRecord, url: string, { origins, stacks }: Script): void {
  if (origins.size === 0) return;
  const originOf = (frame: RawFrame) => (frame.url === url ? (origins.get(keyOfPlace(frame)) ?? null) : null);
  const texts = new Map<number, string>();
  for (const index of stacks) {
    const before = record.model.stackOf(index);
    const text = before === undefined ? undefined : withOrigins(before, originOf);
    if (text !== undefined && text !== before) texts.set(index, text);
  }
  stacks.clear();
  if (texts.size > 0) record.setStacks(texts);
}
