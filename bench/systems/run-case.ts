import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Patch } from '../../protocol/state';
import { ROOT } from '../../tooling/node/root.mjs';
import { type MeasuredCycle, summarize } from '../lib/patches/arm';
import type { OpenSession } from './browsers/session';
import { runPatch, type SystemRound } from './run-patch';
import type { Case, Started, System, SystemArm } from './types';

export interface CaseOptions {
  system: System;
  testCase: Case;
  started: Started;
  /** In which browser. */
  open: OpenSession;
  /** Of the pages. */
  port: number;
  patches: Patch[];
  cycles: number;
  bitrate: boolean;
}

/** Runs a case under each patch, and says a line per patch. A patch under which it breaks leaves no arm but a sentence. */
export async function runCase(options: CaseOptions): Promise<{ arms: SystemArm[]; broken: string[] }> {
  const { system, testCase, open, patches, cycles } = options;
  console.log(`\n${system.name}: ${testCase.title}, ${cycles} cycles under each patch, each in a fresh browser`);
  const arms: SystemArm[] = [];
  const broken: string[] = [];
  for (const patch of patches) {
    try {
      const round = await runPatch({ ...addresses(options), open, patch, ...patchOptions(options, patch) });
      const arm = toArm(patch, round);
      arms.push(arm);
      console.log(`  ${lineOf(arm)}`);
    } catch (error) {
      console.error(error);
      const last = options.started.server?.tail();
      broken.push(`${testCase.title}, ${patch}: ${(error as Error).message.split('\n')[0]}`);
      console.log(`  ${patch}: broken.${last ? ` The server's last lines:\n${last}` : ''}`);
    }
  }
  return { arms, broken };
}

/** Addresses of the two pages, in a room of their own. */
export function addresses({
  system,
  testCase,
  started,
  port,
}: Pick<CaseOptions, 'system' | 'testCase' | 'started' | 'port'>) {
  const { publisher, receiver } = started.parameters();
  const address = (host: string, side: string, more: Record<string, string>) =>
    `http://${host}:${port}/index.html?${new URLSearchParams({ system: system.name, side, ...testCase.parameters, ...more })}`;
  return {
    publisherUrl: address('localhost', 'publisher', publisher),
    receiverUrl: system.receiver === 'tab' ? address('127.0.0.1', 'receiver', receiver) : null,
  };
}

function patchOptions({ system, cycles, bitrate }: CaseOptions, patch: Patch) {
  const out = join(ROOT, 'out', 'systems');
  mkdirSync(out, { recursive: true });
  const screenshot = join(out, `${system.name}-${patch}.png`);
  let done = 0;
  const onCycle = ({ report, mib }: MeasuredCycle) => {
    done++;
    if (report.intact && report.reachedSize) return;
    const picture = report.intact ? 'right picture' : `wrong or no picture (code ${report.receivedCode})`;
    const size = `${report.encodedWidth}x${report.encodedHeight} ${report.codec}`;
    console.log(`    ${patch} ${done}/${cycles}: ${picture}, encoded ${size}, ${mib?.toFixed(0) ?? '?'} MiB`);
  };
  return { cycles, bitrate, screenshot, onCycle };
}

function toArm(patch: Patch, round: SystemRound): SystemArm {
  const { rendererMiB, interval, cycles, cyclesNotReached, firstFrameMs, kbit5s } = summarize(patch, [round]);
  const { state, before, panel } = round;
  const transceivers = state.transceivers - before.transceivers;
  return {
    patch,
    cycles,
    intact: round.cycles.filter(({ report }) => report.intact).length,
    transceivers,
    transceiversPerPublish: Math.round((transceivers / cycles) * 100) / 100,
    perCycleMiB: rendererMiB.perCycle,
    interval,
    startMiB: rendererMiB.start,
    endMiB: rendererMiB.end,
    mLines: state.mLines,
    sdpBytes: state.sdpBytes,
    notReached: cyclesNotReached,
    firstFrameMs,
    kbit5s,
    verdict: panel.verdict,
    opens: panel.opens,
    reasons: panel.outcomes,
  };
}

function lineOf(arm: SystemArm): string {
  const memory = arm.perCycleMiB === null ? 'memory unknown' : `${arm.perCycleMiB.toFixed(1)} MiB a cycle`;
  const first = arm.firstFrameMs === null ? '' : `, first frame ${arm.firstFrameMs} ms`;
  const bitrate = arm.kbit5s === null ? '' : `, ${arm.kbit5s.toFixed(0)} kbit/s`;
  const made = `${arm.transceivers} transceivers`;
  return `${arm.patch}: ${memory}, ${made}, picture ${arm.intact} of ${arm.cycles}${first}${bitrate}. ${arm.verdict}`;
}
