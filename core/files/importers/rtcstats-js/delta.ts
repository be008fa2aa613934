import type { Sdp } from '../../jsep/sdp';
import { isObject } from '../../read/json';
import { statsMember, statsType } from './names';

/** Limits of what is kept of one connection. Calls have some hundred reports. */
const MAX_REPORTS = 20_000;
const MAX_MEMBERS = 200;

/** The statistics of one connection, of which each line holds only what has changed. */
export class StatsDelta {
  readonly reports = new Map<string, Map<string, unknown>>();

  /** Applies a line: `{"0": {"80": 1757}, "5": null, "t": 1795627532752}`. */
  apply(delta: unknown): void {
    if (!isObject(delta)) return;
    for (const [id, changes] of Object.entries(delta)) {
      if (changes === null) this.reports.delete(id);
      if (!isObject(changes)) continue;
      const report = this.reports.get(id) ?? new Map<string, unknown>();
      if (this.reports.size < MAX_REPORTS) this.reports.set(id, report);
      for (const [key, value] of Object.entries(changes)) {
        const name = statsMember(key);
        if (report.size < MAX_MEMBERS) report.set(name, name === 'type' ? statsType(value) : value);
      }
    }
  }
}

/** Sections of SDP, without the line ends around them. */
const split = (sdp: string) => sdp.split(/\r?\n(?=m=)/).map((section) => section.trim());

/** A description of which sections that are as in `base` are written as `m=` (or `v=`, the first) alone. */
export function expanded({ type, sdp }: Sdp, base: Sdp | null): Sdp {
  if (base?.type !== type || sdp === '') return { type, sdp };
  const before = split(base.sdp);
  const sections = split(sdp).map((section, i) =>
    section === (i === 0 ? 'v=' : 'm=') ? (before[i] ?? section) : section,
  );
  return { type, sdp: `${sections.join('\r\n')}\r\n` };
}

/** The description with a candidate that was gathered since, as the browser has it from then on. */
export function withCandidate({ type, sdp }: Sdp, line: string, index: number): Sdp {
  const sections = split(sdp);
  if (sections[index + 1] === undefined) return { type, sdp };
  sections[index + 1] += `\r\na=${line}`;
  return { type, sdp: `${sections.join('\r\n')}\r\n` };
}
