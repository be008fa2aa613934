import { UserError } from '../../../tooling/node/user-error.mjs';

/** A step of a recording of Chrome DevTools' Recorder, as far as it is looked at here. */
export interface FlowStep {
  type: string;
  url?: string;
}

/** A recording, divided into what is done once and what is repeated. */
export interface Flow {
  title: string;
  /** Where it begins: its first navigation; null where it has none. */
  url: string | null;
  timeout: number | undefined;
  /** Window size, network: before the page is opened. */
  once: FlowStep[];
  /** All after the first navigation. */
  cycle: FlowStep[];
  /** What makes a cycle less than the user may think; empty where nothing does. */
  notes: string[];
}

/** Of `@puppeteer/replay`. @throws Error on what is no recording */
type Parse = (recording: unknown) => { title: string; timeout?: number; steps: FlowStep[] };

/**
 * @param file its name, for the errors
 * @throws {UserError} on what is no recording, or has nothing to repeat
 */
export function readFlow(file: string, content: string, parse: Parse): Flow {
  const { title, timeout, steps } = parsed(file, content, parse);
  const first = steps.findIndex(({ type }) => type === 'navigate');
  const once = steps.slice(0, Math.max(0, first));
  const cycle = steps.slice(first + 1);
  if (cycle.length === 0)
    throw new UserError(`${file} has nothing to repeat: no step comes after its first navigation.`);
  return { title, timeout, url: steps[first]?.url ?? null, once, cycle, notes: notesOn(cycle, first + 1) };
}

function parsed(file: string, content: string, parse: Parse): ReturnType<Parse> {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw new UserError(
      `${file} is no JSON. In Chrome DevTools' Recorder, choose "Export as a JSON file"; a script as it exports them is for --steps.`,
    );
  }
  try {
    return parse(json);
  } catch (error) {
    throw new UserError(`${file} is no recording of Chrome DevTools' Recorder: ${(error as Error).message}`);
  }
}

function notesOn(cycle: readonly FlowStep[], before: number): string[] {
  const at = cycle.findIndex(({ type }) => type === 'navigate');
  if (at < 0) return [];
  return [
    `Step ${before + at + 1} of the recording opens ${cycle[at]!.url}: each cycle begins a new page there, and what piled up goes with the old one.`,
  ];
}
