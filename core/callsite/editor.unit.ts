import { expect, test } from '@playwright/test';
import { type EditorSettings, editorLink, rootFault, templateFault } from './editor';

const VSCODE: EditorSettings = { editor: 'vscode', template: '', root: '/home/me/app' };
const at = (url: string, settings: Partial<EditorSettings> = {}) =>
  editorLink({ url, line: 28, column: 43 }, { ...VSCODE, ...settings });

test('a line opens below the folder that the user gave', () => {
  expect(at('https://app.example/src/room/a.ts?v=2')).toBe('vscode://file/home/me/app/src/room/a.ts:28:43');
  expect(at('webpack://app/./src/a.ts?1a2b')).toBe('vscode://file/home/me/app/src/a.ts:28:43');
  expect(at('webpack:///src/a%20b.ts')).toBe('vscode://file/home/me/app/src/a%20b.ts:28:43');
  expect(at('http://localhost:5173/@fs/home/me/app/lib/a.ts')).toBe('vscode://file/home/me/app/lib/a.ts:28:43');
  expect(at('file:///home/me/app/src/a.ts')).toBe('vscode://file/home/me/app/src/a.ts:28:43');
  expect(at('https://app.example/a.ts', { root: 'C:\\Users\\me\\app\\' })).toBe(
    'vscode://file/C:/Users/me/app/a.ts:28:43',
  );
  expect(at('https://app.example/src/a.ts', { editor: 'webstorm' })).toBe(
    'webstorm://open?file=/home/me/app/src/a.ts&line=28&column=43',
  );
  expect(at('https://app.example/a.ts', { editor: 'custom', template: 'zed://file{path}:{line}' })).toBe(
    'zed://file/home/me/app/a.ts:28',
  );
});

test('no link without a folder, without an editor, or out of the folder', () => {
  for (const settings of [{ root: '' }, { root: 'src' }, { editor: 'off' as const }, { editor: 'custom' as const }]) {
    expect(at('https://app.example/src/a.ts', settings)).toBeNull();
  }
  for (const url of [
    'https://app.example/../../etc/passwd',
    'https://app.example/src/%2e%2e/%2e%2e/etc/passwd',
    'webpack://app/../a.ts',
    'file:///etc/passwd',
    'https://app.example/',
    'https://app.example/a\u202e.ts',
    'https://app.example/a%0a.ts',
    'https://app.example/%zz.ts',
    'https://app.example/a%5c..%5cb.ts',
    'javascript:/alert(1)',
    'data:/text',
    'no address',
  ]) {
    expect(at(url), url).toBeNull();
  }
});

test('what a page names changes nothing of the link but its path', () => {
  expect(at('https://app.example/a&line=1#/b{line}.ts', { editor: 'webstorm' })).toBe(
    'webstorm://open?file=/home/me/app/a%26line%3D1&line=28&column=43',
  );
  expect(at('https://app.example/{line}:1.ts')).toBe('vscode://file/home/me/app/%7Bline%7D%3A1.ts:28:43');
});

for (const [template, fault] of [
  ['javascript:alert("{path}")', /browser opens/],
  [' javascript:alert("{path}")', /scheme/],
  ['JavaScript:{path}', /browser opens/],
  ['data:text/html,{path}', /browser opens/],
  ['https://collector.example/?{path}', /browser opens/],
  ['file://{path}', /browser opens/],
  ['chrome-extension://x/{path}', /browser opens/],
  ['{path}', /scheme/],
  ['vscode://file', /\{path\}/],
  ['', /scheme/],
] as const) {
  test(`no template: ${template}`, () => {
    expect(templateFault(template)).toMatch(fault);
    expect(at('https://app.example/a.ts', { editor: 'custom', template })).toBeNull();
  });
}

test('faults are sentences, and what is right has none', () => {
  expect(templateFault('idea://open?file={path}&line={line}')).toBeNull();
  expect(rootFault('/home/me')).toBeNull();
  expect(rootFault('C:\\me')).toBeNull();
  expect(rootFault('src')).toMatch(/whole path/);
});
