import { parseArgs } from 'node:util';
import { UserError } from './user-error.mjs';

/** @typedef {NonNullable<import('node:util').ParseArgsConfig['options']>} OptionsConfig */

/**
 * A command's options.
 * @template {OptionsConfig} O
 * @param {readonly string[]} args
 * @param {O} options as parseArgs() wants them
 * @returns {ReturnType<typeof parseArgs<{ options: O }>>['values']}
 * @throws {UserError} on an unknown option, one without its value, or an argument that is no option
 */
export function readOptions(args, options) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UserError(/** @type {Error} */ (error).message);
  }
}

/**
 * A command's options, and the arguments among them that are none: names or files.
 * @template {OptionsConfig} O
 * @param {readonly string[]} args
 * @param {O} options as parseArgs() wants them
 * @returns {{ values: ReturnType<typeof parseArgs<{ options: O }>>['values'], positionals: string[] }}
 * @throws {UserError} on an unknown option, or one without its value
 */
export function readArguments(args, options) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values, positionals };
  } catch (error) {
    throw new UserError(/** @type {Error} */ (error).message);
  }
}

/**
 * @param {string} name of the option
 * @param {string | undefined} text
 * @returns {number}
 * @throws {UserError} where the text is not a whole number from 1 to 1000
 */
export function wholeNumber(name, text) {
  const value = Number(text);
  if (text?.trim() && Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  throw new UserError(`--${name} is a whole number from 1 to 1000, not "${text}".`);
}

/**
 * The parts that `--only` names.
 * @template {string} P
 * @param {readonly P[]} parts all there are
 * @param {string | undefined} list by commas; undefined: all of them
 * @returns {readonly P[]} in the order of the list
 * @throws {UserError} on a part that does not exist
 */
export function chooseParts(parts, list) {
  if (list === undefined) return parts;
  return list.split(',').map((name) => {
    const found = parts.find((part) => part === name);
    if (!found) throw new UserError(`--only takes ${parts.join(', ')}; not "${name}".`);
    return found;
  });
}

/**
 * What belongs to the browser that `--browser` names.
 * @template T, U
 * @param {string} name
 * @param {{ chrome: T, firefox: U }} browsers
 * @returns {T | U}
 * @throws {UserError} on another name
 */
export function chooseBrowser(name, browsers) {
  if (name === 'chrome' || name === 'firefox') return browsers[name];
  throw new UserError(`--browser takes chrome or firefox, not ${name}.`);
}
