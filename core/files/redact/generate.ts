/** What is looked at of a valibot schema: those that the format is made of. */
interface Schema {
  type: string;
  pipe?: readonly Schema[];
  wrapped?: Schema;
  item?: Schema;
  items?: readonly Schema[];
  entries?: Record<string, Schema>;
  options?: readonly unknown[];
  literal?: unknown;
  /** Of a check of our own: what it comes to in JSON Schema. */
  json?: { type: string; minimum?: number; items?: { type: unknown } };
}

/** A field that holds text: the names that lead to it, and whether any text may stand there. */
export interface TextField {
  path: string;
  free: boolean;
}

/** All fields of a schema that hold text. @throws Error at a kind of schema that is not known here */
export function textFields(schema: unknown, path = ''): TextField[] {
  const { type, pipe, wrapped, item, items, entries, options, json } = schema as Schema;
  const within = (list: readonly unknown[] = []) => list.flatMap((each) => textFields(each, path));
  if (pipe) return within(pipe.slice(1));
  if (wrapped) return textFields(wrapped, path);
  switch (type) {
    case 'object':
      return Object.entries(entries!).flatMap(([name, each]) => textFields(each, path ? `${path}.${name}` : name));
    case 'array':
      return textFields(item, path);
    case 'strict_tuple':
      return within(items);
    case 'variant':
      return within(options);
    case 'picklist':
      return [{ path, free: false }];
    case 'literal':
      return typeof (schema as Schema).literal === 'string' ? [{ path, free: false }] : [];
    case 'boolean':
      return [];
    case 'custom':
      if (json?.type === 'string') return [{ path, free: true }];
      if (json) return [];
  }
  throw new Error(`A schema of the kind "${type}" at "${path}" is not known here.`);
}

/** The names of all members, at any depth. */
export function memberNames(schema: unknown): string[] {
  const { pipe, wrapped, item, items, entries, options } = schema as Schema;
  const within = [pipe, items, [wrapped, item], Object.values(entries ?? {}), options]
    .flatMap((each) => each ?? [])
    .filter((each) => typeof each === 'object' && each !== null);
  return [...Object.keys(entries ?? {}), ...within.flatMap(memberNames)];
}

/**
 * A value that the schema lets through, with the text wherever any text may stand: of lists two items,
 * of variants all, of what may be missing nothing is.
 */
export function generate(schema: unknown, text: (path: string) => string, path = ''): unknown {
  const { type, pipe, wrapped, item, items, entries, options, literal, json } = schema as Schema;
  if (pipe) return generate(pipe.at(-1), text, path);
  if (wrapped) return generate(wrapped, text, path);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(entries!).map(([name, each]) => [name, generate(each, text, path ? `${path}.${name}` : name)]),
      );
    case 'array': {
      const each = item as Schema;
      const kinds = each.type === 'variant' ? each.options! : [each, each];
      return kinds.map((kind) => generate(kind, text, path));
    }
    case 'strict_tuple':
      return items!.map((each) => generate(each, text, path));
    case 'picklist':
      return options![0];
    case 'literal':
      return literal;
    case 'boolean':
      return true;
    case 'custom':
      if (json?.type === 'string') return text(path);
      if (json?.type === 'array') return [1];
      return Math.max(1, json?.minimum ?? 1);
  }
  throw new Error(`A schema of the kind "${type}" at "${path}" is not known here.`);
}
