import { parseArgs } from 'node:util';
import { Sentence } from './user-error.mjs';

/**
 * The command line's options.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} O
 * @param {O} options as parseArgs() wants them
 * @returns {ReturnType<typeof parseArgs<{ options: O }>>['values']}
 * @throws {Sentence} on an unknown option, or one without its value
 */
export function readOptions(options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Sentence(/** @type {Error} */ (error).message);
  }
}

/**
 * @param {string} name of the option
 * @param {string | undefined} text
 * @returns {number}
 * @throws {Sentence} where the text is not a whole number from 1 to 1000
 */
export function wholeNumber(name, text) {
  const value = Number(text);
  if (text?.trim() && Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  throw new Sentence(`--${name} is a whole number from 1 to 1000, not "${text}".`);
}
