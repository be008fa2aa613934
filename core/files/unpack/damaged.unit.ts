import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { seededRandom } from '../../fixtures/hostile/mutants';
import { BadFile } from '../fault';
import { openAll } from '../read/open';
import { tarOf } from './fixtures/tar';
import { sizelessZipOf } from './fixtures/zip';

/** As small as a dump can be, so that thousands can be read. */
const dump = JSON.stringify({
  PeerConnections: {
    '1-1': { url: 'https://a.example/', updateLog: [{ type: 'createOffer', value: '', timestamp: 1.7e12 }] },
  },
});
const files = { 'a.txt': dump, 'b/c.txt': `${dump} `.repeat(20) };
const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));

const GOOD: Record<string, Uint8Array> = {
  zip: zipSync(bytes),
  'stored zip': zipSync(bytes, { level: 0 }),
  'zip with sizes behind': sizelessZipOf(bytes, 'signed'),
  'zip in zip': zipSync({ 'x.zip': zipSync(bytes), 'd.txt': strToU8(dump) }),
  tar: tarOf(files),
  'tar.gz': gzipSync(tarOf(files)),
  gzip: Buffer.concat([gzipSync(dump), gzipSync(dump)]),
};

/** One to three faults: bytes that are others, more or fewer. */
function damaged(good: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  let copy = Buffer.from(good);
  for (let i = 0; i <= below(3); i++) {
    const at = below(copy.length + 1);
    const how = below(5);
    if (how === 0) copy = copy.subarray(0, at);
    else if (how === 1) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + below(40))]);
    else if (how === 2)
      copy = Buffer.concat([copy.subarray(0, at), copy.subarray(below(at + 1), at), copy.subarray(at)]);
    else for (let n = 0; n <= below(4); n++) if (copy.length > 0) copy[below(copy.length)] = below(256);
  }
  return new Uint8Array(copy);
}

async function openDamaged(from: number, count: number): Promise<void> {
  for (const [name, good] of Object.entries(GOOD)) {
    const said = { refused: 0, opened: 0, partly: 0 };
    for (let seed = from; seed < from + count; seed++) {
      const since = performance.now();
      const parts = await openAll(new Blob([damaged(good, seed)])).catch((error: Error) => {
        if (!(error instanceof BadFile)) throw new Error(`${name}, copy ${seed}: ${error.stack}`);
        return [{ name: null, fault: error }];
      });
      const faults = parts.flatMap((part) => ('fault' in part ? part.fault.message : []));
      for (const each of faults) expect(each, `${name}, copy ${seed}`).toMatch(/^[^\n]{10,500}[.…]$/);
      said[faults.length === 0 ? 'opened' : faults.length === parts.length ? 'refused' : 'partly'] += 1;
      expect(performance.now() - since, `${name}, copy ${seed}`).toBeLessThan(5_000);
    }
    console.log(`${name}: ${said.refused} refused, ${said.partly} in part, ${said.opened} opened`);
    expect(said.refused).toBeGreaterThan(0);
  }
}

test('40 damaged copies of each kind of archive: sentences or recordings, nothing else', () => openDamaged(0, 40));

test('5,000 more @full', async () => {
  test.setTimeout(900_000);
  await openDamaged(40, 5_000);
});
