import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';

const run = promisify(execFile);
const MIB = 1024 * 1024;

interface TracedFrame {
  frame: string;
  url: string;
  processId?: number;
}

/** The id by which Chrome's protocol and traces name a page's main frame. */
async function mainFrameId(session: CDPSession): Promise<string> {
  const { frameTree } = await session.send('Page.getFrameTree');
  return frameTree.frame.id;
}

/** The page's frames. No protocol method tells their processes; the first event of a trace does. */
async function tracedFrames(session: CDPSession): Promise<TracedFrame[]> {
  const frames: TracedFrame[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as { name?: string; args?: { data?: { frames?: TracedFrame[] } } }[]) {
      if (event.name === 'TracingStartedInBrowser') frames.push(...(event.args?.data?.frames ?? []));
    }
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  const includedCategories = ['disabled-by-default-devtools.timeline'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await session.send('Tracing.end');
  await complete;
  return frames;
}

/**
 * Process id of the renderer that shows the page now (a navigation to another site changes it).
 * @throws where the trace does not name the page
 */
export async function rendererPid(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const frames = await tracedFrames(session);
  const id = await mainFrameId(session);
  await session.detach();
  const pid = frames.find(({ frame }) => frame === id)?.processId;
  if (!pid) throw new Error(`No trace names the process of ${page.url()}`);
  return pid;
}

/** Process ids of the renderers that show a page's frames, by the frame's address. */
export async function rendererPids(page: Page): Promise<Map<string, number | undefined>> {
  const session = await page.context().newCDPSession(page);
  const frames = await tracedFrames(session);
  await session.detach();
  return new Map(frames.map(({ url, processId }) => [url, processId]));
}

/** Memory of a process, and what exactly was read. */
export interface MemoryReading {
  mib: number;
  method: string;
}

/** The kernel counts anonymous pages exactly in smaps_rollup, and all the shared ones in status. */
async function readLinux(pid: number): Promise<MemoryReading> {
  const kib = async (file: string, field: string) => {
    const text = await readFile(`/proc/${pid}/${file}`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
  };
  const mib = ((await kib('smaps_rollup', 'Anonymous')) + (await kib('status', 'RssShmem'))) / 1024;
  return { mib, method: '/proc/PID: smaps_rollup Anonymous + status RssShmem' };
}

async function readMac(pid: number): Promise<MemoryReading> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return { mib: Number(stdout) / 1024, method: 'ps: resident set size' };
}

async function readWindows(pid: number): Promise<MemoryReading> {
  const command = `(Get-Process -Id ${pid}).PrivateMemorySize64`;
  const { stdout } = await run('powershell', ['-NoProfile', '-Command', command]);
  return { mib: Number(stdout) / MIB, method: 'Get-Process: PrivateMemorySize64' };
}

/**
 * Memory of a process in MiB, as the system counts it; null where it cannot be read.
 * @param pid for example of rendererPid()
 */
export async function readMemory(pid: number): Promise<MemoryReading | null> {
  const read = { linux: readLinux, darwin: readMac, win32: readWindows }[process.platform as string];
  try {
    const reading = await read?.(pid);
    return reading && reading.mib > 0 ? reading : null;
  } catch {
    return null;
  }
}
