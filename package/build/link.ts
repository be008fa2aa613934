import { Script } from 'node:vm';

/** One module of a build whose imports and exports are minified. */
interface Chunk {
  fileName: string;
  code: string;
}

const IMPORT = /^\s*import\s*(?:\{([^}]*)\}\s*from\s*)?["']\.\/([\w-]+)\.js["'];?/;
const EXPORT = /export\s*\{([^}]*)\};?\s*$/;
const AGAIN = /export\s*\{([^}]*)\}\s*from\s*["']\.\/([\w-]+)\.js["'];?/;
const LATER = /\bimport\(["'`]\.\/([\w-]+)\.js["'`]\)/g;

/** What a module's code calls another. */
const nameOf = (module: string) => `$${module.replace(/\W/g, '_')}`;

/** `a as b,c` as pairs. */
const pairs = (list: string) =>
  list
    .split(',')
    .filter((each) => each.trim() !== '')
    .map((each) => each.trim().split(/\s+as\s+/))
    .map(([from, to = from]) => [from!, to!] as const);

/** `export{a as b}from"./c.js"`, which is all of a facade, as an import and an export. */
const inTwo = (code: string) =>
  code.replace(AGAIN, (_, list: string, from: string) => {
    const names = pairs(list).map(([name, exported], i) => [`${name} as $${i}`, `$${i} as ${exported}`]);
    return `import{${names.map(([taken]) => taken)}}from"./${from}.js";export{${names.map(([, given]) => given)}};`;
  });

/** What stands at the head of a module, and the rest of it. */
function importsOf(code: string): { imports: { from: string; names: ReturnType<typeof pairs> }[]; body: string } {
  const imports = [];
  let body = inTwo(code);
  for (let found = IMPORT.exec(body); found; found = IMPORT.exec(body)) {
    imports.push({ from: found[2]!, names: pairs(found[1] ?? '') });
    body = body.slice(found[0].length);
  }
  return { imports, body };
}

/**
 * A module as an expression, for where modules can't be imported: a function of the modules that it
 * imports, which returns what it exports.
 * @param imported names of those modules, in the order of the function's parameters
 * @param facades modules that only name anew what such a module exports, for an import of one of its own modules
 * @throws Error where it imports something else, or in a way that this does not know
 */
export function asFunction(
  { fileName, code }: Chunk,
  imported: readonly string[],
  facades: readonly Chunk[] = [],
): string {
  const self = fileName.replace(/\.js$/, '');
  const { imports, body } = importsOf(code);
  const known = (from: string) => {
    if (!imported.includes(from)) throw new Error(`${fileName} imports ${from}.js, which is not in the archive.`);
    return nameOf(from);
  };
  /** All that a module has by then. */
  const whole = (from: string): string => {
    if (from === self) return `${nameOf(self)}()`;
    const facade = facades.find((each) => each.fileName === `${from}.js`);
    if (!facade) return known(from);
    const below = importsOf(facade.code).imports.map((each) => each.from);
    return `(${asFunction(facade, below)})(${below.map(whole)})`;
  };
  const head = imports
    .map(({ from, names }) => `const{${names.map(([name, local]) => `${name}:${local}`)}}=${known(from)};`)
    .join('');
  const exported = pairs(EXPORT.exec(body)?.[1] ?? '').map(([local, name]) => `${name}:${local}`);
  const inner = body.replace(EXPORT, '').replace(LATER, (_, from: string) => `Promise.resolve(${whole(from)})`);
  const me = nameOf(self);
  // What is exported is asked for when all of it is there.
  const linked = `(${imported.map(nameOf)})=>{"use strict";function ${me}(){return{${exported}}}${head}${inner};return ${me}()}`;
  // Throws where an import or export is left.
  new Script(linked, { filename: fileName });
  return linked;
}

/** The names that a module exports. */
export const exportsOf = (code: string): string[] => pairs(EXPORT.exec(code)?.[1] ?? '').map(([, name]) => name);
