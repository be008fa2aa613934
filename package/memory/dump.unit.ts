import { mock } from 'node:test';
import { expect, test } from '@playwright/test';
import { dump } from './dump';

test('a page that is closed while Chromium hands over what it traced: a sentence, and nothing goes on listening', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const heard = new Set<unknown>();
  const session = {
    send: async () => ({ success: true }),
    on: (_event: string, handle: unknown) => heard.add(handle),
    off: (_event: string, handle: unknown) => heard.delete(handle),
  };
  try {
    const failed = dump(session).catch(({ message }: Error) => message);
    // Its four commands are answered.
    for (let i = 0; i < 10; i++) await Promise.resolve();
    mock.timers.tick(30_000);
    expect(await failed).toBe('Chromium’s memory dump did not end within 30 s; nothing was measured.');
    expect(heard.size).toBe(0);
  } finally {
    mock.timers.reset();
  }
});
