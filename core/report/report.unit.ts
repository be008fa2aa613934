import { expect, test } from '@playwright/test';
import { playRun } from '../fixtures/runs';
import { PATCH_NOTICE } from '../patches/notices';
import { checkAcceptance } from '../runs/acceptance';
import type { ComparableRun } from '../runs/run-figures';
import { checkReport } from './check';
import { comparisonReport } from './comparison';
import { verdictReport } from './verdict';

const T0 = Date.UTC(2026, 0, 1);

function run(name: string): ComparableRun {
  const { record, page } = playRun({ from: T0, shares: 3 });
  return { name, patch: 'none', from: T0 - 1, to: page.now, flags: [], documents: [record], readings: [] };
}

test('a comparison as Markdown and as HTML: the same words, the same cells', () => {
  const { text, html } = comparisonReport(run('one'), run('two'), T0, true);
  expect(text).toMatch(/^### Comparison: `one` and `two`\n\nEach further screen share adds 1 transceiver/);
  expect(text).toContain('|  | `one` | `two` |  |\n| --- | --- | --- | --- |\n| Screen shares | 3 | 3 | counted |');
  expect(html).toContain('<tr><td>Screen shares</td><td>3</td><td>3</td><td>counted</td></tr>');
  for (const each of [text, html]) {
    expect(each).toContain(PATCH_NOTICE);
    expect(each).toContain('are an estimate');
  }
});

test('names and addresses are text, whatever is in them', () => {
  const evil = '<img src=x onerror=alert(1)> | *a* [b](javascript:c)\n# d';
  const { text, html } = comparisonReport(run(evil), run('two'), T0, true);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x');
  expect(text).toContain('`<img src=x onerror=alert(1)> \\| *a* [b](javascript:c) # d`');
  const head = text.split('\n').find((line) => line.startsWith('|'))!;
  // Four columns still: a pipe in a name is escaped.
  expect(head.match(/(?<!\\)\|/g)).toHaveLength(5);
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1);
});

test('the acceptance check with its rule and reasons; the verdict with its line', () => {
  const { record, page } = playRun({ from: T0, shares: 3 });
  const check = checkAcceptance({ documents: [record], from: T0, to: null, patch: 'none', now: page.now });
  const said = checkReport('build 214', check, false).text;
  expect(said).toContain('### Acceptance check: FAIL');
  expect(said).toContain('- Screen share 2 on `#1` added a video transceiver although 1 idle one was there.');
  const frame = { fn: 'share', url: 'https://app.example/app.js?room=7', line: 214, column: 9, sdk: null };
  const facts = { sentence: 'Growing: 3.', url: 'https://app.example/room/7', frame, others: [] };
  const { text } = verdictReport(facts, true);
  expect(text).toContain('- Page: `https://app.example/room/7`');
  expect(text).toContain('- Made at: `share() app.js:214:9` (`https://app.example/app.js?room=7`)');
  const without = verdictReport(facts, false).text;
  expect(without).toContain('- Page: `https://app.example`\n');
  expect(without).toContain('- Made at: `fn-1() script-1:214:9` (`https://app.example/script-1`)');
  const again = { ...facts, frame: { ...frame, fn: 'fn-7', url: 'https://app.example/script-3' } };
  expect(verdictReport(again, false).text).toContain('- Made at: `fn-7() script-3:214:9`');
  expect(verdictReport({ sentence: 'Stable.', url: null, frame: null, others: [] }, false).text).not.toContain('- ');
});
