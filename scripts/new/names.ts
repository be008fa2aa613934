import { UserError } from '../../tooling/node/user-error.mjs';

/** One name in all the forms in which code and docs write it. */
export interface Names {
  /** `ice-restarts` */
  id: string;
  /** `iceRestarts` */
  camel: string;
  /** `IceRestarts` */
  Pascal: string;
  /** `ice restarts` */
  words: string;
  /** `Ice restarts`, or what was asked for. */
  title: string;
  /** Of the title as a heading, as GitHub makes it. */
  anchor: string;
}

/** Words of the language, which can name no constant. */
const RESERVED =
  'await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield';

/** @throws {UserError} where the name can't be a file's and a constant's */
export function namesOf(id: string, title?: string): Names {
  if (!/^[a-z]+(-[a-z]+)*$/.test(id)) {
    throw new UserError(`"${id}" is no kebab-case name: small letters, and hyphens between words, as in ice-restarts.`);
  }
  if (RESERVED.split(' ').includes(id)) throw new UserError(`"${id}" is a word of the language: take another name.`);
  if (title !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N} ,()-]*$/u.test(title)) {
    throw new UserError(`The title "${title}" must be letters, digits, blanks, commas, hyphens and parentheses.`);
  }
  const words = id.replaceAll('-', ' ');
  const camel = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const shown = title ?? capitalized(words);
  const anchor = shown
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
  return { id, camel, Pascal: capitalized(camel), words, title: shown, anchor };
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
