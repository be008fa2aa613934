import { signal } from '@preact/signals';
import type { OwnFits } from '../../core/estimate/coefficients/own/fit-with';
import type { misfitOf, ownFitsOf } from '../../core/estimate/coefficients/own/own-fits';
import type { Calibration } from '../../core/files/calibration/schema';
import type { Environment } from '../../core/model/types';
import type { Transport } from '../transport/transport';

const KEY = 'calibration';
const MARK = '"transceiver-inspector-calibration"';
const HEAD_BYTES = 1_000;

type About = Pick<Environment, 'userAgent' | 'platform'> & { cores?: number | null };

interface Loaded {
  calibration: Calibration;
  rules: { misfitOf: typeof misfitOf; ownFitsOf: typeof ownFitsOf };
}

/** A calibration, as it applies to one browser. */
export interface InForce {
  calibration: Calibration;
  /** Null where it does not fit. */
  fits: OwnFits | null;
  /** Why it does not, a sentence each. */
  because: string[];
}

/** The coefficients that the user's machine measured for itself; kept with the settings, as text. */
export function createCalibration(settings: Transport['settings']) {
  const loaded = signal<Loaded | null>(null);
  const problem = signal<{ name: string; sentence: string } | null>(null);

  /** @throws {BadFile} on what is no calibration: what was loaded stays */
  async function take(text: string): Promise<void> {
    // Only those who have one need what reads it.
    const [{ readCalibration }, rules] = await Promise.all([
      import('../../core/files/calibration/read'),
      import('../../core/estimate/coefficients/own/own-fits'),
    ]);
    loaded.value = { calibration: readCalibration(text), rules };
    problem.value = null;
    settings.set(KEY, JSON.stringify(loaded.value.calibration));
  }

  async function tryTo(name: string, read: () => string | Promise<string>): Promise<void> {
    try {
      await take(await read());
    } catch (error) {
      problem.value = { name, sentence: error instanceof Error ? error.message : String(error) };
    }
  }

  const stored = settings.get(KEY);
  if (stored) void tryTo('The calibration of the settings', () => stored);

  return {
    loaded,
    problem,
    load: (file: File): Promise<void> =>
      tryTo(file.name, async () => {
        const { MAX_CALIBRATION_BYTES } = await import('../../core/files/calibration/read');
        // One too many, so that it is refused as too large.
        return file.slice(0, MAX_CALIBRATION_BYTES + 1).text();
      }),
    /** Whether a file is meant as one. */
    async isOne(file: File): Promise<boolean> {
      const head = await file
        .slice(0, HEAD_BYTES)
        .text()
        .catch(() => '');
      return head.includes(MARK);
    },
    remove(): void {
      loaded.value = null;
      problem.value = null;
      settings.set(KEY, '');
    },
    /** @returns null where none is loaded */
    for(browser: About): InForce | null {
      if (!loaded.value) return null;
      const { calibration, rules } = loaded.value;
      return {
        calibration,
        fits: rules.ownFitsOf(calibration, browser),
        because: rules.misfitOf(calibration, browser),
      };
    },
  };
}

export type CalibrationStore = ReturnType<typeof createCalibration>;
