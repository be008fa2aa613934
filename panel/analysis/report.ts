import type { CheckResult } from '../recording/types';
import type { Comparison } from './compare';
import { PATCH_NOTICE } from './notices';
import { type Frame, framePlace } from './stack';

/** What is copied for a tracker: Markdown where it takes text, HTML where it takes that. */
export interface Report {
  text: string;
  html: string;
}

type Block = { heading: string } | { text: string } | { list: readonly string[] } | { table: readonly string[][] };

export function comparisonReport({ names, conclusion, rows, caveats, notes }: Comparison): Report {
  return write([
    { heading: `Comparison: ${names.a} and ${names.b}` },
    { text: conclusion },
    { list: caveats },
    { table: [['', names.a, names.b, ''], ...rows.map(({ label, a, b, evidence }) => [label, a, b, evidence])] },
    { list: notes },
  ]);
}

export function checkReport(name: string, { verdict, rule, reasons }: CheckResult): Report {
  return write([
    { heading: `Acceptance check: ${verdict}` },
    { text: `Run: ${name}.` },
    { text: rule },
    { list: reasons },
    { text: PATCH_NOTICE },
  ]);
}

interface VerdictFacts {
  /** With its estimate. */
  sentence: string;
  url: string | null;
  /** The line that it names. */
  frame: Frame | null;
  /** What else was counted. */
  others: readonly string[];
}

export function verdictReport({ sentence, url, frame, others }: VerdictFacts): Report {
  const page = url ? [`Page: ${url}`] : [];
  const made = frame ? [`Made at: ${framePlace(frame)} (${frame.url})`] : [];
  return write([
    { heading: 'Transceivers' },
    { text: sentence },
    { list: [...page, ...made, ...others] },
    { text: PATCH_NOTICE },
  ]);
}

function write(blocks: readonly Block[]): Report {
  const used = blocks.filter((block) => !('list' in block) || block.list.length > 0);
  return { text: used.map(markdown).join('\n\n'), html: used.map(html).join('\n') };
}

function markdown(block: Block): string {
  if ('heading' in block) return `### ${plain(block.heading)}`;
  if ('text' in block) return plain(block.text);
  if ('list' in block) return block.list.map((each) => `- ${plain(each)}`).join('\n');
  const [head = [], ...rows] = block.table.map((row) => `| ${row.map(cell).join(' | ')} |`);
  const rule = `|${' --- |'.repeat(block.table[0]?.length ?? 0)}`;
  return [head, rule, ...rows].join('\n');
}

/** Names come from users and pages: none may begin markup of its own. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_<>[\]]/g, '\\$&');
const cell = (text: string) => plain(text).replace(/\|/g, '\\|');

function html(block: Block): string {
  if ('heading' in block) return `<h3>${escaped(block.heading)}</h3>`;
  if ('text' in block) return `<p>${escaped(block.text)}</p>`;
  if ('list' in block) return `<ul>${block.list.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul>`;
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((each) => `<${tag}>${escaped(each)}</${tag}>`).join('')}</tr>`;
  const [head = [], ...rows] = block.table;
  return `<table border="1"><thead>${row(head, 'th')}</thead><tbody>${rows.map((each) => row(each, 'td')).join('')}</tbody></table>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
