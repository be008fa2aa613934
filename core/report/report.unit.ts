import { expect, test } from '@playwright/test';
import type { Frame } from '../callsite/stack';
import { type FullResult, fullResultOf } from '../findings/full-result';
import { resultOf } from '../findings/result';
import { factsOfPage } from '../fixtures/facts';
import { playRun } from '../fixtures/runs';
import { several, twenty } from '../fixtures/scenes';
import { PATCH_NOTICE } from '../patches/notices';
import { checkAcceptance } from '../runs/acceptance';
import { buildOf } from '../runs/compare/origin';
import type { ComparableRun } from '../runs/compare/run-figures';
import { dateTime } from '../text/format';
import { checkReport } from './check';
import { comparisonReport, comparisonsReport } from './comparison';
import { inline } from './markdown';
import { verdictReport } from './verdict';

const T0 = Date.UTC(2026, 0, 1);

function run(name: string): ComparableRun {
  const { record, page } = playRun({ from: T0, shares: 3 });
  return { name, patch: 'none', from: T0 - 1, to: page.now, flags: [], documents: [record], readings: [] };
}

const ENVIRONMENT = { inspector: '0.1.0', userAgent: null, platform: 'Linux' };

const ABOUT = { url: 'https://app.example/room/7', environment: ENVIRONMENT, at: T0 };

/** What grows is at this line. */
function resultWith(frame: Frame | null): FullResult {
  const result = resultOf([factsOfPage(twenty(T0))]);
  const [first] = result.findings;
  const finding = { ...first!, culprit: { app: frame, sdk: null } };
  return fullResultOf({ ...result, findings: [finding], headline: { ...result.headline, finding } }, [], ENVIRONMENT);
}

test('a comparison as Markdown and as HTML: the same words, the same cells', () => {
  const { text, html } = comparisonReport(run('one'), run('two'), T0, true, ABOUT);
  expect(text).toMatch(/^### Comparison: `one` and `two`\n\nEach further screen share adds 1 transceiver/);
  expect(text).toContain(
    '| Acceptance check | FAIL | FAIL | counted |\n| Screen shares | 3 | 3 | counted |\n| Video transceivers per further',
  );
  expect(text).toContain('|  | `one` | `two` |  |\n| --- | --- | --- | --- |\n| Page | ');
  expect(text).toContain('- FAIL in “`one`”: Screen share 2 on `#1` added a video transceiver');
  expect(html).toContain('<tr><td>Screen shares</td><td>3</td><td>3</td><td>counted</td></tr>');
  for (const each of [text, html]) {
    expect(each).toContain(PATCH_NOTICE);
    expect(each).toContain('are an estimate');
    expect(each).toContain('Transceiver Inspector 0.1.0, ');
    expect(each).toContain('https://app.example/room/7');
  }
});

test('the build of each run is told by its mark, and by name only with the page’s own names', () => {
  const pages = ['https://app.example/secret?build=2'];
  const environment = { inspector: '0.1.0', userAgent: 'Chrome/156.0 secret', platform: 'Linux' };
  const runs = [run('one'), run('two'), run('three')].map((each) => ({ ...each, pages, environment }));
  const own = comparisonsReport(runs, T0, true, ABOUT).text;
  expect(own).toContain('### Comparison of 3 runs');
  expect(own).toMatch(/\| Build \| ([0-9a-f]{4}) \(`app-4f2c81\.js`\) \| \1 /);
  expect(own).toContain('`https://app.example/secret?build=2`');
  const redacted = comparisonsReport(runs, T0, false, ABOUT).text;
  expect(redacted).toMatch(/\| Build \| ([0-9a-f]{4}) \| \1 \| \1 \|/);
  expect(redacted).toContain('| Browser | `Chrome 156 on Linux` |');
  expect(redacted).not.toMatch(/secret|app-4f2c81/);
});

test('whatever is copied names page, date, browser, tool version and build', () => {
  const environment = { inspector: '0.1.0', userAgent: 'Mozilla/5.0 Chrome/156.0', platform: 'Linux' };
  const about = { url: 'https://app.example/room/7', environment, at: T0 };
  const { record, page } = playRun({ from: T0, shares: 3 });
  const check = checkAcceptance({ documents: [record], from: T0, to: null, patch: 'none', now: page.now });
  const runs = [run('one'), run('two')].map((each) => ({ ...each, pages: [about.url], environment }));
  const build = buildOf(runs[0]!)!;
  const full = fullResultOf(resultOf([factsOfPage(twenty(T0))]), [record], environment);
  const copied = {
    verdict: verdictReport(full, about.url, true, T0),
    check: checkReport('one', check, true, { ...about, build }),
    comparison: comparisonReport(runs[0]!, runs[1]!, T0, true, about),
    comparisons: comparisonsReport([...runs, run('three')], T0, true, about),
  };
  for (const [name, { text, html }] of Object.entries(copied)) {
    // A tracker takes some of it for code.
    for (const each of [text.replaceAll('`', ''), html]) {
      expect(each, name).toContain('https://app.example/room/7');
      expect(each, name).toContain('Chrome 156 on Linux');
      expect(each, name).toContain(`Transceiver Inspector 0.1.0, ${dateTime(T0)}`);
      expect(each, name).toMatch(new RegExp(`Build.{0,30}${build}`));
    }
  }
});

test('names and addresses are text, whatever is in them', () => {
  const evil = '<img src=x onerror=alert(1)> | *a* [b](javascript:c)\n# d';
  const { text, html } = comparisonReport(run(evil), run('two'), T0, true, ABOUT);
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
  const said = checkReport('build 214', check, false, ABOUT).text;
  expect(said).toContain('### Acceptance check: FAIL');
  expect(said).toContain('- Screen share 2 on `#1` added a video transceiver although 1 idle transceiver was there.');
  const frame = { fn: 'share', url: 'https://app.example/app.js?room=7', line: 214, column: 9, sdk: null };
  const url = 'https://app.example/room/7';
  const result = resultWith(frame);
  const { text } = verdictReport(result, url, true, T0);
  expect(text).toContain('- Page: `https://app.example/room/7`');
  expect(text).toContain('- Made at `share() app.js:214:9` (`https://app.example/app.js?room=7`)');
  const without = verdictReport(result, url, false, T0).text;
  expect(without).toContain('- Page: `https://app.example`\n');
  expect(without).toContain('- Made at `fn-1() script-1:214:9` (`https://app.example/script-1`)');
  const again = resultWith({ ...frame, fn: 'fn-7', url: 'https://app.example/script-3' });
  expect(verdictReport(again, url, false, T0).text).toContain('- Made at `fn-7() script-3:214:9`');
  expect(verdictReport(resultWith(null), null, false, T0).text).toContain('- Line of code: unknown');
});

test('the verdict has every finding with its cost and line, one name for a script, and no text of the page', () => {
  const page = several(T0);
  const result = resultOf([factsOfPage(page, { captures: page.captures })]);
  expect(result.findings.length).toBeGreaterThan(3);
  const full = fullResultOf(result, [], {
    ...ENVIRONMENT,
    platform: 'secret-os',
    userAgent: 'secret/1.0 Chrome/156.0',
  });
  for (const own of [true, false]) {
    const { text, html } = verdictReport(full, 'https://app.example/secret', own, T0);
    for (const { sentence } of result.findings.slice(1)) {
      expect(text).toContain(inline(sentence).slice(0, 30));
      expect(html).toContain('Growing: ');
    }
    expect(text.match(/Missing: /g)!.length).toBeGreaterThanOrEqual(3);
    expect(text.includes('secret'), `own: ${own}`).toBe(own);
    expect(text.includes('app-4f2c81.js'), `own: ${own}`).toBe(own);
  }
});
