import { type Growth, growthOf } from '../../../core/growth/growth';
import { growthPerCycle } from '../../../core/growth/slope';
import type { CycleReport } from '../../../demo/publisher/api';
import type { Patch } from '../../../protocol/state';
import { hundredths, medianOfKnown } from '../statistics';

/** One patch in one fresh browser, as a benchmark measured it. */
export interface MeasuredRound {
  /** MiB before the first publish. */
  start: number | null;
  /** How the memory was read. */
  method: string | null;
  cycles: MeasuredCycle[];
  /** After the last cycle, of the publishing connection and kind. */
  state: { publishes: number; transceivers: number; mLines: number; sdpBytes: number };
}

/** One publish and unpublish. */
export interface MeasuredCycle {
  report: CycleReport;
  /** MiB of the publishing page's renderer after the unpublish; null where the system does not tell. */
  mib: number | null;
  /** kbit/s around 5 s after the publish; null where not measured. */
  kbit5s: number | null;
}

/** What `--json` holds of one arm. Null is unknown or not measured. */
export interface ArmResult {
  patch: Patch;
  /** Of each round. */
  cycles: number;
  rounds: number;
  /** These five at the end of the last round, of the publishing connection and kind. */
  publishes: number;
  transceivers: number;
  mLines: number;
  sdpBytes: number;
  /** Of all rounds: publishes whose picture the receiver did not render, or not it alone; null where the source has no code. */
  cyclesNotIntact: number | null;
  /** Publishes whose encoder did not get to the wanted size: they hold less and make the growth look small. */
  cyclesNotReached: number;
  /** Median, from the publish call to the right picture, without the first cycle. */
  firstFrameMs: number | null;
  /** Median of a few cycles, around 5 s after the publish call. */
  kbit5s: number | null;
  rendererMiB: {
    /** Median of the rounds, before the first publish. */
    start: number | null;
    end: number | null;
    /** Least squares over the cycles without the first; mean of the rounds. */
    perCycle: number | null;
    method: string | null;
  };
  /** Of rendererMiB.perCycle: 95 % of the slope with one round, else lowest and highest of the rounds. */
  interval: Growth['interval'];
  /** The raw readings, round by round. */
  samples: Sample[];
}

interface Sample {
  rendererMiB: { start: number | null; perCycle: number | null; readings: (number | null)[] };
  intact: (boolean | null)[];
  reachedSize: (boolean | null)[];
  firstFrameMs: (number | null)[];
  kbit5s: (number | null)[];
  negotiationMs: number[];
}

const whole = (value: number | null) => (value === null ? null : Math.round(value));

function sampleOf({ start, cycles }: MeasuredRound): Sample {
  const readings = cycles.map(({ mib }) => mib);
  const each = <K extends keyof CycleReport>(key: K) => cycles.map(({ report }) => report[key]);
  return {
    rendererMiB: {
      start: hundredths(start),
      perCycle: hundredths(growthPerCycle(readings)),
      readings: readings.map(hundredths),
    },
    intact: each('intact'),
    reachedSize: each('reachedSize'),
    firstFrameMs: each('firstFrameMs'),
    kbit5s: cycles.map(({ kbit5s }) => hundredths(kbit5s)),
    negotiationMs: each('negotiationMs'),
  };
}

/** Rounded as a figure is written. */
function growthIn(rounds: MeasuredRound[]): { perCycle: number | null; interval: ArmResult['interval'] } {
  const { perCycle, interval } = growthOf(
    rounds.map(({ start, cycles }) => ({ start, readings: cycles.map(({ mib }) => mib) })),
  );
  const { low, high, of } = interval ?? {};
  return {
    perCycle: hundredths(perCycle),
    interval: of ? { low: hundredths(low!), high: hundredths(high!), of } : null,
  };
}

/** Where one cycle showed a code the source has one: a cycle without is then a picture not seen. */
function notIntact(intact: (boolean | null)[]): number | null {
  return intact.every((read) => read === null) ? null : intact.filter((read) => read !== true).length;
}

/** An arm's figures out of its rounds. */
export function summarize(patch: Patch, rounds: MeasuredRound[]): ArmResult {
  const samples = rounds.map(sampleOf);
  const all = <T>(pick: (sample: Sample) => T[]) => samples.flatMap(pick);
  const { publishes, transceivers, mLines, sdpBytes } = rounds.at(-1)!.state;
  const { perCycle, interval } = growthIn(rounds);
  return {
    patch,
    cycles: rounds[0]!.cycles.length,
    rounds: rounds.length,
    publishes,
    transceivers,
    mLines,
    sdpBytes,
    cyclesNotIntact: notIntact(all(({ intact }) => intact)),
    cyclesNotReached: all(({ reachedSize }) => reachedSize).filter((reached) => reached === false).length,
    firstFrameMs: whole(medianOfKnown(all(({ firstFrameMs }) => firstFrameMs.slice(1)))),
    kbit5s: whole(medianOfKnown(all(({ kbit5s }) => kbit5s))),
    rendererMiB: {
      start: medianOfKnown(samples.map(({ rendererMiB }) => rendererMiB.start)),
      end: medianOfKnown(samples.map(({ rendererMiB }) => rendererMiB.readings.at(-1) ?? null)),
      perCycle,
      method: rounds[0]!.method,
    },
    interval,
    samples,
  };
}
