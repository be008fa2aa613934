/** The first word of a stand-in, by what it replaces. */
export type StandInKind = 'id' | 'fn' | 'script' | 'document' | 'run' | 'name' | 'mid' | 'rid';

const STAND_IN = /\b(id|fn|script|document|run|name|mid|rid)-(\d{1,6})\b/g;
const WHOLE = new RegExp(`^${STAND_IN.source}$`);

/** Stand-ins for names of the page: `id-1`, `id-2`, … Equal texts get equal stand-ins. */
export class StandIns {
  private readonly names = new Map<string, string>();
  private readonly lastNumbers = new Map<string, number>();
  private readonly wasRedacted: boolean;

  /** @param redacted text of an earlier redaction: its stand-ins stay, and new ones get new numbers */
  constructor(redacted: string | null = null) {
    this.wasRedacted = redacted !== null;
    for (const [, kind, number] of redacted?.matchAll(STAND_IN) ?? []) {
      this.lastNumbers.set(kind!, Math.max(this.lastNumbers.get(kind!) ?? 0, Number(number)));
    }
  }

  of(kind: StandInKind, text: string): string {
    if (text === '' || this.isOwn(kind, text)) return text;
    const key = `${kind} ${text}`;
    let name = this.names.get(key);
    if (name === undefined) {
      const number = (this.lastNumbers.get(kind) ?? 0) + 1;
      this.lastNumbers.set(kind, number);
      name = `${kind}-${number}`;
      this.names.set(key, name);
    }
    return name;
  }

  /** Whether a text is already a stand-in. */
  isOwn(kind: StandInKind, text: string): boolean {
    return this.wasRedacted && WHOLE.exec(text)?.[1] === kind;
  }
}
