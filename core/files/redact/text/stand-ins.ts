/** What gets a name of its own in place of the page's, by the word that this name begins with. */
export type Named = 'id' | 'fn' | 'script' | 'document' | 'run' | 'name' | 'mid' | 'rid';

const STAND_IN = /\b(id|fn|script|document|run|name|mid|rid)-(\d{1,6})\b/g;
const WHOLE = new RegExp(`^${STAND_IN.source}$`);

/** Names in place of the page's: `id-1`, `id-2`, …; the same text has the same name wherever it stands. */
export class StandIns {
  private readonly names = new Map<string, string>();
  private readonly last = new Map<string, number>();
  private readonly knows: boolean;

  /** @param redacted text that was redacted before: its stand-ins stay, and new ones get other numbers */
  constructor(redacted: string | null = null) {
    this.knows = redacted !== null;
    for (const [, kind, number] of redacted?.matchAll(STAND_IN) ?? []) {
      this.last.set(kind!, Math.max(this.last.get(kind!) ?? 0, Number(number)));
    }
  }

  of(kind: Named, text: string): string {
    if (text === '' || this.isOwn(kind, text)) return text;
    const key = `${kind} ${text}`;
    let name = this.names.get(key);
    if (name === undefined) {
      const number = (this.last.get(kind) ?? 0) + 1;
      this.last.set(kind, number);
      name = `${kind}-${number}`;
      this.names.set(key, name);
    }
    return name;
  }

  /** Whether a text is such a name already. */
  isOwn(kind: Named, text: string): boolean {
    return this.knows && WHOLE.exec(text)?.[1] === kind;
  }
}
