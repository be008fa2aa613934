import { expect, test } from '@playwright/test';
import type { Recording } from '../format/recording';
import { toModel } from '../format/recording-model';
import { RECORDING_SCHEMA, readRecording } from '../format/schema';
import { toReport } from '../report';
import { generate, textFields } from './fixtures/generate';
import { SECRET, SECRETS } from './fixtures/secrets';
import { redact } from './redact';
import { enumerated } from './rule';
import { RULES } from './rules';

/** A recording with this text in every field that may hold any. */
function filledWith(text: string): Recording {
  return readRecording(generate(RECORDING_SCHEMA, () => text));
}

/** The rule for a path; undefined where there is none. */
function ruleAt(path: string): unknown {
  return path.split('.').reduce<any>((tree, name) => tree?.[name], RULES);
}

test('every field of the schema that holds text has a rule, and only words of a list are let through', () => {
  const fields = textFields(RECORDING_SCHEMA);
  expect(fields.length).toBeGreaterThan(80);
  for (const { path, free } of fields) {
    const rule = ruleAt(path);
    expect(rule, `no rule speaks of ${path}`).toHaveProperty('apply');
    if (free && path !== 'documents.log.name' && path !== 'documents.log.type') {
      expect(rule, `${path} may hold any text`).not.toBe(enumerated);
    }
  }
});

test('a field that no rule speaks of goes whole', () => {
  const recording = filledWith('x') as any;
  recording.documents[0].transceivers[0].nickname = SECRET;
  recording.documents[0].info.extra = { names: [SECRET], constructor: SECRET };
  recording[SECRET.slice(0, 2)] = SECRET;
  expect(JSON.stringify(redact(recording))).not.toContain(SECRET);
});

test('the generated recording has the secret in every such field', () => {
  const recording = filledWith(SECRET);
  const free = new Set(textFields(RECORDING_SCHEMA).flatMap(({ path, free: any }) => (any ? [path] : [])));
  const found = new Set<string>();
  const walk = (value: unknown, path: string): void => {
    if (value === SECRET) found.add(path);
    else if (Array.isArray(value)) for (const each of value) walk(each, path);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) walk(each, path ? `${path}.${name}` : name);
    }
  };
  walk(recording, '');
  expect(found).toEqual(free);
});

for (const text of SECRETS) {
  test(`in every field, and nothing of it is left: ${JSON.stringify(text)}`, () => {
    const once = redact(filledWith(text));
    expect(JSON.stringify(once).toLowerCase()).not.toContain(SECRET);
    // A file says of itself that it was redacted; what a stranger says is not relied on.
    const claimed = redact({ ...filledWith(text), redacted: [{ what: text, count: 3 }] });
    expect(JSON.stringify(claimed).toLowerCase()).not.toContain(SECRET);
    const html = '<script type="application/json" id="recording"></script>';
    expect(toReport(html, once).toLowerCase()).not.toContain(SECRET);
    // It is a good file still, and once more takes nothing more.
    const read = readRecording(JSON.parse(JSON.stringify(once)));
    expect(redact(read)).toEqual(read);
    toModel(read);
  });
}
