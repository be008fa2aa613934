import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { claimBrowser } from './claim';

const newUrl = () => `ws://localhost:9222/devtools/browser/${randomUUID()}`;

test('a second claim is refused until the first is given back; another browser is not', () => {
  const url = newUrl();
  const release = claimBrowser(url);
  expect(() => claimBrowser(url)).toThrow(
    'This browser is inspected already, by this process (attach(), watch or mcp)',
  );
  claimBrowser(newUrl())();
  release();
  claimBrowser(url)();
});

test('the claim of a process that was killed is over; that of one that runs is not', async () => {
  const url = newUrl();
  const code = `import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
writeFileSync(join(tmpdir(), 'transceiver-inspector-' + ${JSON.stringify(new URL(url).pathname)}.replace(/\\W+/g, '-').slice(-80) + '.lock'), String(process.pid));
console.log('ready');
setTimeout(() => {}, 60_000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  expect(() => claimBrowser(url)).toThrow(`This browser is inspected already, by process ${other.pid} `);
  other.kill('SIGKILL');
  await once(other, 'exit');
  claimBrowser(url)();
});
