import { expect, test } from '@playwright/test';
import { factsOfPage } from '../../../fixtures/facts';
import { FakePage } from '../../../fixtures/page';
import { sdpSize } from './index';

function described(mLines: readonly number[], bytesEach: number) {
  const page = new FakePage('doc', 1_000_000);
  const connection = page.connect();
  Object.assign(connection, { mLines: mLines.at(-1), localSdpBytes: mLines.at(-1)! * bytesEach });
  const sdp = mLines.map((count, i) => {
    return { at: 1_000_000 + i * 10_000, connection: 1, mLines: count, bytes: count * bytesEach };
  });
  return sdpSize.find(factsOfPage(page, { sdp }));
}

test('m-lines that grow with each negotiation, and the limits that they pass', () => {
  expect(described([2, 4, 6, 8], 2_500)).toMatchObject([
    {
      state: 'growing',
      count: 8,
      sentence: 'Connection #1: the local description has 8 m-lines and 19.5 kB, more with each negotiation.',
      advice: expect.stringMatching(/^It is above 16 kB .* The next common limit is 64 kB/),
    },
  ]);
});

test('small ones, and ones that stay as they are, are no finding', () => {
  expect(described([1, 2, 3], 2_000)).toEqual([]);
  expect(described([8, 8, 8, 8], 4_000)).toEqual([]);
});

test('a very large one is, though it does not grow', () => {
  expect(described([40], 2_000)).toMatchObject([{ state: 'unknown', count: 40 }]);
});
