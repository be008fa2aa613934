import { expect, test } from '@playwright/test';
import { readCall } from './script';

test('a call is a number and JSON; whatever else a page says is none, or a message that is none', () => {
  const message = { type: 'next', key: 'a b\n "c"' };
  expect(readCall(`12 ${JSON.stringify(message)}`)).toEqual({ id: 12, message });
  for (const text of ['', '12', 'x {}', '-1 {}', `${'9'.repeat(20)} {}`, undefined, {}])
    expect(readCall(text)).toBeNull();
  for (const text of ['1 ', '1 {', '1 null', '1 undefined']) expect(readCall(text)).toEqual({ id: 1, message: null });
});
