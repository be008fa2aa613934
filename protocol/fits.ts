import type * as v from 'valibot';

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
  key?: string;
}

const tests = new WeakMap<object, Test>();

/**
 * Whether the input is what the schema describes and has no key more, so that it can be taken as it is. Valibot copies
 * all that it reads, key by key: with 150 samples a second that was a fifth of all that the panel allocated, and of
 * log entries, which stay, the copies are the larger ones. False says no more than that valibot has to look.
 */
export const fits = (schema: v.GenericSchema, input: unknown): boolean => testOf(schema as unknown as Shape)(input);

function testOf(shape: Shape): Test {
  const test = tests.get(shape) ?? makeTest(shape);
  tests.set(shape, test);
  return test;
}

function makeTest(shape: Shape): Test {
  if (shape.pipe) {
    const all = shape.pipe.map(testOf);
    return (input) => all.every((test) => test(input));
  }
  switch (shape.type) {
    case 'custom':
      return shape.check!;
    case 'boolean':
      return (input) => typeof input === 'boolean';
    case 'literal':
      return (input) => input === shape.literal;
    case 'picklist':
      return (input) => shape.options!.includes(input);
    case 'optional':
      return testOf(shape.wrapped!);
    case 'nullable': {
      const test = testOf(shape.wrapped!);
      return (input) => input === null || test(input);
    }
    case 'array': {
      const test = testOf(shape.item!);
      // Not by `every()`, which leaves holes out.
      return (input) => Array.isArray(input) && input.findIndex((each) => !test(each)) < 0;
    }
    case 'strict_tuple': {
      const all = shape.items!.map(testOf);
      return (input) => Array.isArray(input) && input.length === all.length && all.every((test, i) => test(input[i]));
    }
    case 'object':
      return objectTest(shape.entries!);
    case 'variant': {
      const { key } = shape;
      const options = shape.options as Shape[];
      const byKey = new Map(options.map((option) => [option.entries![key!]!.literal, testOf(option)]));
      return (input) => isPlain(input) && byKey.get(input[key!])?.(input) === true;
    }
    default:
      return () => false;
  }
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
    if (!isPlain(input)) return false;
    let found = 0;
    for (const key in input) {
      const member = members.get(key);
      if (!member?.test(input[key])) return false;
      if (member.needed) found += 1;
    }
    return found === needed;
  };
}

const isPlain = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype;
