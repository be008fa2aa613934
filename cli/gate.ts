import { FINDINGS, type FindingId } from '../core/findings/index';
import { UserError } from '../tooling/node/user-error.mjs';
import type { RunReport } from './report';

/** What lets a run of the command end with 1: anything that grows, or a finding by its id. */
export type Gate = 'growing' | FindingId;

const GATES: readonly Gate[] = ['growing', ...FINDINGS.map(({ id }) => id)];

/**
 * Reads `--fail-on`, given more than once or with commas.
 * @throws {UserError} on a name that is none, with all there are
 */
export function readGates(values: readonly string[]): Gate[] {
  return values
    .flatMap((value) => value.split(','))
    .map((name) => {
      const gate = GATES.find((each) => each === name);
      if (!gate) throw new UserError(`--fail-on knows ${GATES.map((each) => `"${each}"`).join(', ')}; not "${name}".`);
      return gate;
    });
}

/** Whether a file has what a gate is there for. */
export function fails({ state, findings, connections }: RunReport, gate: Gate): boolean {
  if (gate !== 'growing') return findings.some(({ id }) => id === gate);
  return state === 'growing' || connections.some(({ verdict }) => verdict === 'growing');
}

/** The gates that a file can't tell of: passing it would reassure wrongly. */
export function blindTo({ unchecked }: RunReport, gates: readonly Gate[]): Gate[] {
  return gates.filter((gate) => unchecked.some(({ id }) => id === gate));
}
