import { SOURCES } from '../core/files/sources';
import { PATTERN_TEXTS } from '../core/verdict/pattern';
import type { ConnectionReport, RunReport } from './report';

/** One file's result for people, line by line: with names from the file in it, to be printed as such. */
export function toLines({ file, source, connections, check }: RunReport): string[] {
  const lines = [`${file} (${SOURCES[source].title})`];
  if (connections.length === 0) lines.push('  No peer connection in it.');
  for (const connection of connections) lines.push(...connectionLines(connection));
  if (check) lines.push(`  Acceptance check: ${check.verdict}`, ...check.reasons.map((each) => `    ${each}`));
  return lines;
}

function connectionLines({ id, verdict, pattern, reasons, transceivers, idle, mLines, sdpBytes }: ConnectionReport) {
  const kinds = (['video', 'audio'] as const).map((kind) => `${transceivers[kind]} ${kind} (${idle[kind]} idle)`);
  const sdp = `${mLines ?? 'unknown'} m-lines, ${sdpBytes ?? 'unknown'} bytes of SDP`;
  return [
    `  #${id} ${verdict}${pattern ? ` (${pattern}): ${PATTERN_TEXTS[pattern]}` : ''}`,
    `    At the end: ${kinds.join(', ')}; ${sdp}`,
    ...reasons.map((each) => `    ${each}`),
  ];
}
