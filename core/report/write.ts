import { partsOf } from '../text/foreign';
import { cell, inline } from './markdown';

/** What is copied for a tracker: Markdown where it takes text, HTML where it takes that. */
export interface Report {
  text: string;
  html: string;
}

/** Text in which that of pages, files and users is marked. */
export type Block =
  | { heading: string }
  | { text: string }
  | { list: readonly string[] }
  | { table: readonly string[][] };

export function write(blocks: readonly Block[]): Report {
  const used = blocks.filter((block) => !('list' in block) || block.list.length > 0);
  return { text: used.map(markdown).join('\n\n'), html: used.map(html).join('\n') };
}

function markdown(block: Block): string {
  if ('heading' in block) return `### ${inline(block.heading)}`;
  if ('text' in block) return inline(block.text);
  if ('list' in block) return block.list.map((each) => `- ${inline(each)}`).join('\n');
  const [head = [], ...rows] = block.table.map((row) => `| ${row.map(cell).join(' | ')} |`);
  const rule = `|${' --- |'.repeat(block.table[0]?.length ?? 0)}`;
  return [head, rule, ...rows].join('\n');
}

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

/** What is not ours in an element that isolates it, and that a tracker takes for code. */
function escaped(text: string): string {
  return partsOf(text)
    .map((part) => {
      const plain = part.text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
      return part.foreign ? `<bdi><code>${plain}</code></bdi>` : plain;
    })
    .join('');
}
