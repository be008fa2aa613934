import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { REASONS } from '../../protocol/reasons';
import { ruleOf } from './rules';

const plain = (text: string) => text.replaceAll('`', '').replaceAll(/\s+/g, ' ');

test('each rule stands in the documentation, word for word and under its number', () => {
  const rules = new Map(
    Object.keys(REASONS).flatMap((reason) => (ruleOf(reason) ? [[ruleOf(reason)!.name, ruleOf(reason)!]] : [])) as any,
  );
  expect([...rules.keys()].filter((name: any) => name.startsWith('Rule')).sort()).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((n) => `Rule ${n}`),
  );
  for (const { name, text, where } of rules.values() as any) {
    const [file, heading] = where.split(/, “|”/);
    const documentation = plain(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
    expect(documentation, name).toContain(`# ${heading}`);
    expect(documentation, name).toContain(name.startsWith('Rule') ? `${name.slice(5)}. ${text}` : text);
  }
});

test('an outcome, an unknown code and a name of Object have no rule', () => {
  for (const reason of ['handed-back', 'no-candidate', 'from-the-future', 'constructor'])
    expect(ruleOf(reason)).toBe(null);
});
