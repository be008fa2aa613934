import type { SourceMap } from '../../../core/callsite/source-map';

/** Characters of mappings that are kept, packed. */
const MAX_KEPT = 8 * 2 ** 20;
const MAX_MAPS = 10;

export interface MapCache {
  /** The map of this key, read where it is not there yet. */
  get(key: string, read: () => Promise<SourceMap>): Promise<SourceMap>;
}

/** The maps that were used last, so that a server is asked once, and the panel does not grow with them. */
export function createMapCache(): MapCache {
  const kept = new Map<string, SourceMap>();

  function trim(): void {
    let size = 0;
    for (const [key, map] of [...kept].reverse()) {
      size += lengthOf(map);
      if (size > MAX_KEPT) kept.delete(key);
    }
    for (const key of kept.keys()) if (kept.size > MAX_MAPS) kept.delete(key);
  }

  return {
    async get(key, read) {
      const map = kept.get(key) ?? (await read());
      kept.delete(key);
      kept.set(key, map);
      trim();
      return map;
    },
  };
}

function lengthOf({ map }: SourceMap): number {
  if ('mappings' in map) return map.mappings.length + sum(map.sources);
  return map.sections.reduce((all, { map: each }) => all + each.mappings.length + sum(each.sources), 0);
}

const sum = (texts: readonly (string | null)[]) => texts.reduce((all, text) => all + (text?.length ?? 0), 0);
