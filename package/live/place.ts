import { mapUrlOf } from '../../core/callsite/map-address';
import { originalOf, type SourcePlace } from '../../core/callsite/source-map';

/** Fetches a text as the page would, with its cookies; rejects where that fails. */
export type ReadText = (url: string) => Promise<string>;

/** How long a script and its map may take, ms. */
const MAX_MS = 3_000;
const MAX_SCRIPTS = 200;

/** Follows lines of bundles to where they were written, by their source maps. Each script is read once. */
export class SourceLines {
  private readonly maps = new Map<string, Promise<{ text: string; base: string } | null>>();

  constructor(private readonly read: ReadText) {}

  /** @returns where the line was written; null where no map says so */
  async originOf({
    url,
    line,
    column,
  }: {
    url: string;
    line: number | null;
    column: number | null;
  }): Promise<SourcePlace | null> {
    if (line === null || column === null || !/^https?:/.test(url)) return null;
    const map = await this.mapOf(url);
    if (!map) return null;
    try {
      return originalOf(map.text, map.base, { url, line, column });
    } catch {
      // Broken, or it says nothing of the line: the published one stands.
      return null;
    }
  }

  private mapOf(url: string): Promise<{ text: string; base: string } | null> {
    let map = this.maps.get(url);
    if (map) return map;
    if (this.maps.size >= MAX_SCRIPTS) this.maps.clear();
    map = withLimit(this.fetchMap(url)).catch(() => null);
    this.maps.set(url, map);
    return map;
  }

  private async fetchMap(url: string): Promise<{ text: string; base: string }> {
    const mapUrl = mapUrlOf(await this.read(url), url);
    if (mapUrl.startsWith('data:')) return { text: await (await fetch(mapUrl)).text(), base: url };
    return { text: await this.read(mapUrl), base: mapUrl };
  }
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), MAX_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
