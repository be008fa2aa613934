import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { BOMBS, piecesOf } from '../core/fixtures/hostile/bombs';
import { ROOT } from '../tooling/node/root.mjs';

const MIB = 1024;
const MAX_MIB = 600;
/** Run before the command: leaves the most memory that the process ever had. */
const PEAK = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`;

/** The command line as a user starts it, and the most memory that it had. */
async function analyze(file: string, peakFile: string) {
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(PEAK)}`, join(ROOT, 'scripts/run.mjs'), 'analyze', file],
    {
      cwd: ROOT,
      env: { ...process.env, PEAK_FILE: peakFile },
    },
  );
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, out, err, mib: Number(readFileSync(peakFile, 'utf8')) / MIB };
}

for (const bomb of BOMBS) {
  test(`a bomb is refused: ${bomb.name}`, async () => {
    test.setTimeout(180_000);
    const file = test.info().outputPath('bomb.json.gz');
    await pipeline(piecesOf(bomb), createGzip(), createWriteStream(file));
    const { code, out, err, mib } = await analyze(file, test.info().outputPath('peak'));
    console.log(`${bomb.name}: ${Math.round(mib)} MiB`);
    expect(err).toContain(bomb.refusal);
    const [last, ...before] = err.trim().split('\n').reverse();
    expect(last).toMatch(/bomb\.json\.gz: [^\n]{20,400}\.$/);
    for (const each of before) expect(each).toMatch(/ % is read\.$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(mib).toBeLessThan(MAX_MIB);
  });
}
