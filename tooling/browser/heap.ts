import type { CDPSession, Page } from '@playwright/test';

/** Runs the JavaScript garbage collector in the page's process. */
export async function collectGarbage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** The main-world context of the page's main frame and of each iframe in the same process. */
async function mainWorlds(session: CDPSession): Promise<number[]> {
  const ids: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.auxData?.isDefault) ids.push(context.id);
  });
  await session.send('Runtime.enable');
  return ids;
}

async function countIn(session: CDPSession, contextId: number, className: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { contextId, expression: `${className}.prototype` });
  if (!result.objectId) throw new Error(`The page has no class ${className}`);
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const { result: length } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  return length.value;
}

/**
 * How many objects of a class are alive after a garbage collection, in the page and its iframes of
 * the same process; also those that only Chrome itself refers to. A subclass's prototype object
 * counts as one.
 * @param className a global, for example `RTCPeerConnection`
 */
export async function countObjects(page: Page, className: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    let count = 0;
    for (const contextId of await mainWorlds(session)) count += await countIn(session, contextId, className);
    return count;
  } finally {
    // Detaching also lets go of the array that queryObjects made.
    await session.detach();
  }
}
