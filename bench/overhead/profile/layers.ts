/** A text in a source of the hook, and what stands there instead. */
interface Change {
  /** From content/hook/. */
  file: string;
  from: string;
  to: string;
}

/** The hook with a part of it left out. */
export interface Layer {
  name: string;
  changes: readonly Change[];
}

/** V8 writes a stack's text when it is first read. */
const NO_TEXT: Change = { file: 'stacks.ts', from: 'return holder.stack;', to: "return '';" };
const NO_STACK: Change = { file: 'stacks.ts', from: 'readStack(below) ??', to: '' };
const NO_RECORD: readonly Change[] = [
  {
    file: 'base/wrap.ts',
    from: 'return this.live ? this.around(native, self, args) :',
    to: 'return',
  },
  {
    file: 'instruments/constructor.ts',
    from: 'const pc = construct(',
    to: 'if (target) return construct(target, args, newTarget);\n    const pc = construct(',
  },
];

/** Each does all that the one before it does, and more. */
export const LAYERS: readonly Layer[] = [
  { name: 'wraps that only call through', changes: NO_RECORD },
  { name: 'with all that is recorded of a call but its stack', changes: [NO_STACK] },
  { name: 'with the stack as V8 takes it, its text not written', changes: [NO_TEXT] },
  { name: 'with its text: the whole hook', changes: [] },
];

/**
 * A source of the hook as the layer has it.
 * @param file path from content/hook/, with slashes
 * @throws where a text that the layer changes is no longer there, or more than once
 */
export function layered({ changes }: Layer, file: string, source: string): string {
  return changes
    .filter((each) => each.file === file)
    .reduce((text, { from, to }) => {
      const parts = text.split(from);
      if (parts.length !== 2) throw new Error(`content/hook/${file} has “${from}” ${parts.length - 1} times, not once`);
      return parts.join(to);
    }, source);
}
