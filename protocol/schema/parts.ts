import * as v from 'valibot';
import { testOf } from '../fits';
import { LIMITS, MAX_TIME_MS } from '../limits';

/** Text counted so far in the current input: the limit on its total needs a running count. */
const counted = { characters: 0, limit: LIMITS.totalText as number };

/** Validates input with at most `totalText` characters of text in total. Stops at the first issue. */
export function parseBounded<S extends v.GenericSchema>(schema: S, input: unknown, totalText: number) {
  startCounting(totalText);
  return v.safeParse(schema, input, { abortEarly: true });
}

/** @returns a test of the same bounds: whether an input is such a value and nothing more */
export function fitsBounded<S extends v.GenericSchema>(schema: S, totalText: number) {
  const test = testOf(schema);
  return (input: unknown): input is v.InferOutput<S> => {
    startCounting(totalText);
    return test(input);
  };
}

function startCounting(limit: number): void {
  counted.characters = 0;
  counted.limit = limit;
}

/** A check of our own, together with its JSON Schema, because that is generated from these schemas. */
function described<T>(json: object, check: (input: unknown) => boolean, message: string) {
  return Object.assign(v.custom<T>(check, message), { json });
}

export function text(max: number) {
  return described<string>(
    { type: 'string', maxLength: max },
    (input) => {
      if (typeof input !== 'string' || input.length > max) return false;
      counted.characters += input.length;
      return counted.characters <= counted.limit;
    },
    `must be text of at most ${max} characters (and of ${LIMITS.totalText} in one message)`,
  );
}

export function whole(min = 0) {
  return described<number>(
    { type: 'integer', minimum: min },
    (input) => typeof input === 'number' && Number.isSafeInteger(input) && input >= min,
    `must be a whole number, ${min} or more`,
  );
}

export const short = text(LIMITS.shortText);
export const long = text(LIMITS.longText);
export const flag = v.boolean('must be true or false');
export const count = whole();

/** A time or duration. */
export const finite = described<number>(
  { type: 'number', minimum: -MAX_TIME_MS, maximum: MAX_TIME_MS },
  (input) => typeof input === 'number' && Math.abs(input) <= MAX_TIME_MS,
  'must be a number',
);

/** A size, rate or running total, which is never negative. */
export const amount = described<number>(
  { type: 'number', minimum: 0 },
  (input) => typeof input === 'number' && Number.isFinite(input) && input >= 0,
  'must be a number, 0 or more',
);

export function oneOf<const T extends readonly string[]>(...values: T) {
  return v.picklist(values, `must be one of ${values.join(', ')}`);
}

export function list<S extends v.GenericSchema>(item: S, max: number) {
  return v.pipe(
    described<unknown[]>(
      { type: 'array', maxItems: max },
      (input) => Array.isArray(input) && input.length <= max,
      `must be a list of at most ${max}`,
    ),
    v.array(item),
  );
}

export const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);
