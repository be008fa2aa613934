import { runInThisContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { asFunction, exportsOf } from './link';

const evaluated = (code: string, imported: string[] = [], ...modules: unknown[]) =>
  runInThisContext(asFunction({ fileName: 'panel.js', code }, imported))(...modules);

test('imports come in as parameters, exports go out as an object', () => {
  const code = 'import{a as t}from"./core.js";import"./runtime.js";var e=t+1,n=2;export{e as default,n};';
  expect(exportsOf(code)).toEqual(['default', 'n']);
  expect(evaluated(code, ['runtime', 'core'], {}, { a: 1 })).toEqual({ default: 2, n: 2 });
  expect(evaluated('globalThis.ran=this===undefined;')).toEqual({});
});

test('a module that is asked for later is there, its own too, with what it has by then', async () => {
  const code =
    'const ask=()=>Promise.all([import("./panel.js"),import("./core.js")]);let late=1;late=2;export{ask,late};';
  const [own, core] = await evaluated(code, ['core'], { a: 'core' }).ask();
  expect([own.late, core.a]).toEqual([2, 'core']);
});

test('one of its modules alone is there by its own names', async () => {
  const facade = { fileName: 'mapper.js', code: 'export{n as createMapper}from"./panel.js";' };
  const code = 'const ask=()=>import("./mapper.js"),make=()=>1;export{ask,make as n};';
  const { ask } = runInThisContext(asFunction({ fileName: 'panel.js', code }, [], [facade]))();
  expect((await ask()).createMapper()).toBe(1);
});

test('what is not in the archive, or not linked, fails the build', () => {
  const outside = 'panel.js imports other.js, which is not in the archive.';
  expect(() => evaluated('import{a}from"./other.js";')).toThrow(outside);
  expect(() => evaluated('const a=()=>import("./other.js")')).toThrow(outside);
  expect(() => evaluated('var a;import b from"node:fs"')).toThrow(SyntaxError);
  expect(() => evaluated('export default 1')).toThrow(SyntaxError);
});
