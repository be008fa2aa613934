import { availableParallelism, loadavg } from 'node:os';
import { systemName } from '../../tooling/node/system-name.mjs';

/** What a measurement depends on besides the browser: encoders choose their threads by the cores. */
export interface Machine {
  os: string;
  /** As navigator.userAgentData names it. */
  platform: string;
  cores: number;
  /** Of the measurement: 2026-11-25. */
  date: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

export function describeMachine(): Machine {
  return {
    os: systemName(),
    platform: PLATFORMS[process.platform] ?? process.platform,
    cores: availableParallelism(),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** How busy the machine was: processes that wanted to run, on average over the last five minutes; 0 on Windows. */
export const loadNow = (): number => Math.round(loadavg()[1]! * 10) / 10;
