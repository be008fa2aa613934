import type { Budget, Connection } from '../types/inspection';

const NAMES = { transceivers: 'transceivers', idle: 'idle transceivers', mLines: 'm-lines', sdpBytes: 'bytes of SDP' };

/**
 * Where connections have more than a budget allows: one sentence each.
 * @throws Error on a budget that says nothing, or of something that is not counted
 */
export function overBudget(connections: readonly Connection[], budget: Budget): string[] {
  const entries = Object.entries(budget) as [keyof Budget, number][];
  for (const [what, most] of entries) {
    if (!(what in NAMES)) throw new Error(`A budget is of ${Object.keys(NAMES).join(', ')}; not of "${what}".`);
    if (typeof most !== 'number' || !(most >= 0))
      throw new Error(`The budget of "${what}" is a number from 0 on, not ${most}.`);
  }
  if (entries.length === 0) throw new Error(`Which budget? At least one of ${Object.keys(NAMES).join(', ')}.`);
  return connections.flatMap((connection) =>
    entries.flatMap(([what, most]) => {
      const has = countOf(connection, what);
      if (has === null)
        return [`Connection #${connection.id}: ${NAMES[what]} are not known, at most ${most} are allowed.`];
      return has > most ? [`Connection #${connection.id} has ${has} ${NAMES[what]}, at most ${most} are allowed.`] : [];
    }),
  );
}

function countOf({ transceivers, idle, mLines, sdpBytes }: Connection, what: keyof Budget): number | null {
  if (what === 'transceivers') return transceivers.audio + transceivers.video;
  if (what === 'idle') return idle.audio + idle.video;
  return what === 'mLines' ? mLines : sdpBytes;
}
