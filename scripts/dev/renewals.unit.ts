import { expect, test } from '@playwright/test';
import { createRenewals } from './renewals';

test('what is asked for while one is at work is done after it, once', async () => {
  const begun: (() => void)[] = [];
  let atWork = 0;
  const renew = createRenewals(async () => {
    expect(atWork++).toBe(0);
    await new Promise<void>((resolve) => begun.push(resolve));
    atWork--;
  });
  const first = renew();
  await expect.poll(() => begun.length).toBe(1);
  const [second, third] = [renew(), renew()];
  begun[0]!();
  await first;
  await expect.poll(() => begun.length).toBe(2);
  const fourth = renew();
  begun[1]!();
  await Promise.all([second, third]);
  await expect.poll(() => begun.length).toBe(3);
  begun[2]!();
  await fourth;
});

test('one that failed does not keep the next from being done', async () => {
  let count = 0;
  const renew = createRenewals(async () => {
    if (++count === 1) throw new Error('No panel');
  });
  await expect(renew()).rejects.toThrow('No panel');
  await renew();
  expect(count).toBe(2);
});
