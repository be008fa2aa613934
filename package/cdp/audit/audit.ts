import * as v from 'valibot';
import type { Audit, AuditedFrame } from '../../types/cdp';
import { Connection, type Session } from '../connection';
import { COLLECT, PROTOTYPE } from './collect';
import { collected, MOST } from './schema';
import { auditedFrame, auditOf } from './words';

/** A page in a debugger answers nothing. */
const MAX_ANSWER_MS = 5_000;
const GROUP = 'transceiver-inspector-audit';

/** Types and words: types/cdp.d.ts. */
export async function audit(endpoint: string): Promise<Audit> {
  const connection = await Connection.open(endpoint);
  try {
    const { targetInfos } = await connection.session().send('Target.getTargets');
    const frames: AuditedFrame[] = [];
    const failed: string[] = [];
    for (const { targetId, type, url } of targetInfos) {
      if (type !== 'page' && type !== 'iframe') continue;
      try {
        frames.push(...(await within(MAX_ANSWER_MS, auditTarget(connection, targetId))));
      } catch {
        failed.push(url);
      }
    }
    return auditOf(frames, failed);
  } finally {
    connection.close();
    await connection.closed;
  }
}

async function auditTarget(connection: Connection, targetId: string): Promise<AuditedFrame[]> {
  const { sessionId } = await connection.session().send('Target.attachToTarget', { targetId, flatten: true });
  const session = connection.session(sessionId);
  const contexts: { id: number; origin: string; frame: string }[] = [];
  const note = ({ context: { id, origin, auxData } }: any) => {
    if (auxData?.isDefault) contexts.push({ id, origin, frame: auxData.frameId });
  };
  session.on('Runtime.executionContextCreated', note);
  try {
    await session.send('Runtime.enable');
    const urls = urlsIn((await session.send('Page.getFrameTree')).frameTree);
    const frames: AuditedFrame[] = [];
    for (const { id, origin, frame } of contexts) {
      const found = await auditContext(session, id);
      if (found) frames.push(auditedFrame(urls.get(frame) ?? origin, found));
    }
    return frames;
  } finally {
    // Detaching ends Runtime.enable and the objects' group as well, where one of these fails.
    await session.send('Runtime.releaseObjectGroup', { objectGroup: GROUP }).catch(() => {});
    await connection
      .session()
      .send('Target.detachFromTarget', { sessionId })
      .catch(() => {});
    session.off('Runtime.executionContextCreated', note);
  }
}

/** @returns null where the frame has no WebRTC */
async function auditContext(session: Session, contextId: number) {
  const { result } = await session.send('Runtime.evaluate', {
    expression: PROTOTYPE,
    contextId,
    objectGroup: GROUP,
    // A page's own getter in this place is not run.
    throwOnSideEffect: true,
  });
  if (!result.objectId || result.subtype === 'error') return null;
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup: GROUP,
  });
  const { result: answer, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: COLLECT,
    arguments: [{ value: MOST }],
    awaitPromise: true,
    returnByValue: true,
    objectGroup: GROUP,
  });
  if (exceptionDetails) throw new Error('The page did not let itself be read.');
  return v.parse(collected, answer.value);
}

interface FrameTree {
  frame: { id: string; url: string };
  childFrames?: FrameTree[];
}

function urlsIn({ frame, childFrames = [] }: FrameTree): Map<string, string> {
  return new Map([[frame.id, frame.url.slice(0, 200)], ...childFrames.flatMap((each) => [...urlsIn(each)])]);
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('No answer.')), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => {});
  }
}
