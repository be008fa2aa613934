import type { MemoryReading } from '../../tooling/browser/renderer';
import type { Evaluates } from '../../tooling/pages/evaluates';
import { hasBitrate } from '../lib/bitrate';
import type { MeasuredCycle, MeasuredRound } from '../lib/patches/arm';
import type { OpenSession, PanelReport, SessionOptions } from './browsers/session';
import type { SystemState } from './pages/api';

const PICTURE_MS = 20_000;
/** A picture that is not right yet may be late; what no frame has come for this long is over. */
const QUIET_MS = 300;
/** Two samples of the panel. */
const LAST_SAMPLES_MS = 2000;

export interface PatchOptions extends SessionOptions {
  open: OpenSession;
  cycles: number;
  bitrate: boolean;
  screenshot: string;
  onCycle(cycle: MeasuredCycle): void;
}

/** One patch in one fresh browser. */
export interface SystemRound extends MeasuredRound {
  /** Before the first publish. */
  before: SystemState;
  /** After the last unpublish. */
  state: SystemState;
  panel: PanelReport;
}

/** Waits until the code is seen, or the time is over. @returns what the receiver saw */
export async function seenBy(receiver: Evaluates, code: number | null) {
  const end = Date.now() + PICTURE_MS;
  for (;;) {
    const seen = await receiver.evaluate(() => window.receiver.seen());
    if (code === null ? Date.now() - seen.lastAt > QUIET_MS : seen.firstAt !== null) return seen;
    if (Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One publish and unpublish: the picture judged by the receiver, the memory by the system. */
export async function runCycle(
  page: Evaluates,
  receiver: Evaluates,
  memory: () => Promise<MemoryReading | null>,
  code: number,
  withBitrate: boolean,
): Promise<MeasuredCycle> {
  await receiver.evaluate((next) => window.receiver.expect(next), code);
  const { began, ...report } = await page.evaluate(() => window.system.publish());
  const first = await seenBy(receiver, code);
  const kbit5s = withBitrate ? await page.evaluate((at) => window.system.bitrate(at), began) : null;
  const last = await seenBy(receiver, code);
  await page.evaluate(() => window.system.unpublish());
  await seenBy(receiver, null);
  const reading = await memory();
  return {
    report: {
      ...report,
      intact: last.firstAt !== null && last.foreign === 0 && last.lastCode === code,
      receivedCode: last.lastCode,
      firstFrameMs: first.firstAt === null ? null : first.firstAt - began,
    },
    mib: reading?.mib ?? null,
    kbit5s,
  };
}

/**
 * One patch in one fresh browser, chosen in the real panel before the first publish.
 * @throws where the browser, DevTools, the panel, the library or the server fails
 */
export async function runPatch({ open, cycles: wanted, ...options }: PatchOptions): Promise<SystemRound> {
  const session = await open(options);
  try {
    const { publisher, receiver, memory } = session;
    const start = await memory();
    const before = await publisher.evaluate(() => window.system.state());
    const cycles: MeasuredCycle[] = [];
    while (cycles.length < wanted) {
      const code = cycles.length + 1;
      const cycle = await runCycle(publisher, receiver, memory, code, options.bitrate && hasBitrate(code));
      cycles.push(cycle);
      options.onCycle(cycle);
    }
    await new Promise((resolve) => setTimeout(resolve, LAST_SAMPLES_MS));
    await session.picture(options.screenshot);
    const state = await publisher.evaluate(() => window.system.state());
    const panel = await session.readPanel();
    return { start: start?.mib ?? null, method: start?.method ?? null, cycles, before, state, panel };
  } finally {
    await session.close();
  }
}
