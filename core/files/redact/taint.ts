import { recordingOf } from '../../fixtures/recordings';
import { twenty } from '../../fixtures/scenes';
import { RECORDING_SCHEMA } from '../format';
import type { Recording } from '../recording';
import { textFields } from './generate';

const T0 = Date.UTC(2026, 0, 1);
const FREE = new Set(textFields(RECORDING_SCHEMA).flatMap(({ path, free }) => (free ? [path] : [])));
/** What ties the parts together, and what figures are read from. */
const KEPT = new Set(['documents.info.id', 'runs.documents', 'runs.id', 'documents.log.name']);

/** A played page's recording with a text in place of each free one. @param say gives the text for a field's path */
export function tainted(say: (path: string) => string): Recording {
  const text = 'text';
  const taint = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') return FREE.has(path) && !KEPT.has(path) ? say(path) : value;
    if (Array.isArray(value)) return value.map((each) => taint(each, path));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, taint(each, path ? `${path}.${name}` : name)]),
    );
  };
  const recording = recordingOf(twenty(T0));
  const [document] = recording.documents;
  document!.errors.push({ at: T0, where: text, message: text, count: 2 });
  const run = recording.runs[0]!;
  run.check = { at: T0, verdict: 'FAIL', rule: text, reasons: [text, text] };
  document!.log.push({
    n: 9_000,
    at: run.from + 1_000,
    connection: 1,
    transceiver: 1,
    type: 'patch',
    patch: 'reuse',
    outcome: 'refused',
    reason: text,
    candidates: [],
    stack: null,
  });
  return taint(recording, '') as Recording;
}
