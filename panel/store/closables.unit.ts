import { expect, test } from '@playwright/test';
import { createClosables } from './closables';

const thing = (name: string, { modal = false, focus = false } = {}) => ({
  name,
  modal,
  close() {},
  hasFocus: () => focus,
});

test('the newest is closed first, and nothing where nothing is open', () => {
  const { add, top } = createClosables();
  expect(top()).toBeNull();
  const removeDetails = add(thing('details'));
  const removeSettings = add(thing('settings'));
  expect(top()).toMatchObject({ name: 'settings' });
  removeSettings();
  removeSettings();
  expect(top()).toMatchObject({ name: 'details' });
  removeDetails();
  expect(top()).toBeNull();
});

test('the one that has the focus comes before a newer one, and the inner one before the outer', () => {
  const { add, top } = createClosables();
  add(thing('about the file', { focus: true }));
  add(thing('steps in it', { focus: true }));
  add(thing('settings'));
  expect(top()).toMatchObject({ name: 'steps in it' });
});

test('a modal one comes before all, also before what appeared meanwhile', () => {
  const { add, top } = createClosables();
  add(thing('dialog', { modal: true }));
  add(thing('result', { focus: true }));
  expect(top()).toMatchObject({ name: 'dialog' });
});
