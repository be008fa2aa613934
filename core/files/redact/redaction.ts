import type { Removed } from '../format/recording';
import { REDACTED, type Rule, removed, WHAT, type What } from './rule';
import { StandIns } from './text/stand-ins';
import { REMOVED } from './text/url';

/** A rule, or the rules of the members. */
export type Tree = Rule | { readonly [member: string]: Tree };

const isRule = (tree: Tree): tree is Rule => 'apply' in tree && typeof tree.apply === 'function';

/** Removes text from plain data by rules, and counts what was removed. */
export class Redaction {
  readonly names: StandIns;
  private readonly counts = new Map<What, number>();
  /** Results by rule and text, because a log repeats the same texts. */
  private readonly cache = new Map<Rule, Map<string, string>>();

  /** @param before text and list of an earlier redaction; null if there was none */
  constructor(before: { text: string; list: readonly Removed[] } | null = null) {
    this.names = new StandIns(before?.text ?? null);
    for (const { what, count } of before?.list ?? []) {
      this.count(removed.apply(what, this.names) as What, count);
    }
  }

  list(): Removed[] {
    return REDACTED.map((what) => ({ what, count: this.counts.get(what) ?? 0 }));
  }

  text(rule: Rule, text: string): string {
    const results = this.cache.get(rule) ?? new Map<string, string>();
    this.cache.set(rule, results);
    let result = results.get(text);
    if (result === undefined) {
      result = rule.apply(text, this.names);
      results.set(text, result);
    }
    if (result !== text) this.count(rule.what ?? WHAT.text);
    return result;
  }

  /** A redacted copy of plain data. Text without a rule is removed. */
  plain<T>(value: T, tree: Tree | undefined): T {
    if (typeof value === 'string') return this.string(value, tree) as T;
    if (Array.isArray(value)) return numbersOnly(value) ? value : (value.map((each) => this.plain(each, tree)) as T);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      const memberTree = tree && !isRule(tree) && Object.hasOwn(tree, name) ? tree[name] : undefined;
      copy[name] = this.plain(member, memberTree);
    }
    return copy as T;
  }

  private string(text: string, tree: Tree | undefined): string {
    if (tree && isRule(tree)) return this.text(tree, text);
    if (text !== '' && text !== REMOVED) this.count(WHAT.text);
    return text === '' ? '' : REMOVED;
  }

  private count(what: What, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }
}

const isNumber = (value: unknown) => typeof value === 'number' || value === null || value === undefined;
/** Whether a list is a column of a series, which holds no text. A stack is a number and a text. */
const numbersOnly = (list: readonly unknown[]) => list.length > 0 && isNumber(list[0]) && isNumber(list[1]);
