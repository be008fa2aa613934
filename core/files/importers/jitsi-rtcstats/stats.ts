import { isObject, numberOf } from '../../read/json';

const MAX_REPORTS = 20_000;
const MAX_MEMBERS = 200;

/**
 * The statistics of one connection, of which each line leaves out the members that have not changed. A report
 * that a line does not name is gone. `timestamp: 0` stands for the line's own.
 */
export class JitsiStats {
  reports = new Map<string, Map<string, unknown>>();

  /** @returns whether it is a reading of the standard's statistics */
  apply(value: unknown): boolean {
    if (!isObject(value)) return false;
    const reports = new Map<string, Map<string, unknown>>();
    for (const [id, changes] of Object.entries(value)) {
      if (!isObject(changes) || reports.size >= MAX_REPORTS) continue;
      const report = new Map(this.reports.get(id));
      for (const [name, each] of Object.entries(changes)) if (report.size < MAX_MEMBERS) report.set(name, each);
      reports.set(id, report);
    }
    this.reports = reports;
    return numberOf(value.timestamp) !== null || reports.size > 0;
  }
}
