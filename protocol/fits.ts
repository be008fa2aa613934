type Test = (input: unknown) => boolean;

/** What is read of valibot's schemas. */
interface Shape {
  type: string;
  pipe?: Shape[];
  check?: Test;
  wrapped?: Shape;
  default?: unknown;
  options?: unknown[];
  literal?: unknown;
  item?: Shape;
  items?: Shape[];
  entries?: Record<string, Shape>;
}

/**
 * A test whether an input is what the schema describes and has no key more, so that it can be taken as it is. Valibot
 * copies all that it reads, key by key: with 150 samples a second that was a fifth of all that the panel allocated, and
 * of log entries, which stay, the copies are the larger ones. False says no more than that valibot has to look.
 */
export function testOf(schema: object): Test {
  const { type, pipe, check, wrapped, options, literal, item, items, entries } = schema as Shape;
  const all = (pipe ?? items ?? (type === 'variant' ? (options as Shape[]) : [])).map(testOf);
  if (pipe) return (input) => all.every((test) => test(input));
  if (wrapped) {
    const test = testOf(wrapped);
    return (input) => (input === null && type === 'nullable') || test(input);
  }
  if (item) {
    const test = testOf(item);
    // Not by `every()`, which leaves holes out.
    return (input) => Array.isArray(input) && input.findIndex((each) => !test(each)) < 0;
  }
  if (items) {
    return (input) => Array.isArray(input) && input.length === all.length && all.every((test, i) => test(input[i]));
  }
  if (entries) return objectTest(entries);
  if (type === 'variant') return (input) => all.some((test) => test(input));
  if (options) return (input) => options.includes(input);
  if (type === 'boolean') return (input) => typeof input === 'boolean';
  if (type === 'literal') return (input) => input === literal;
  return check ?? (() => false);
}

function objectTest(entries: Record<string, Shape>): Test {
  const members = new Map(
    Object.entries(entries).map(([key, shape]) => {
      // An optional one may be left out, unless the schema puts something in its place.
      const needed = shape.type !== 'optional' || shape.default !== undefined;
      return [key, { test: testOf(shape), needed }];
    }),
  );
  const needed = [...members.values()].filter((member) => member.needed).length;
  return (input) => {
    if (typeof input !== 'object' || input === null || Object.getPrototypeOf(input) !== Object.prototype) return false;
    let found = 0;
    for (const key in input) {
      const member = members.get(key);
      if (!member?.test(input[key as never])) return false;
      if (member.needed) found += 1;
    }
    return found === needed;
  };
}
