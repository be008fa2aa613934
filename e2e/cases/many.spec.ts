import { join } from 'node:path';
import { parseRecording } from '../../core/files/read/open';
import type { FindingId } from '../../core/findings';
import { resultOfRecording } from '../../core/findings/full-result';
import { expect, test } from '../harness/test';
import { QUIET_MS } from './expected/types';
import { CASE_ARGS, Stage } from './play';

test.use({ browserArgs: CASE_ARGS });

/**
 * What a page makes thousands of in a loop, and what is said of it: the number, or at least so many. For 10,000
 * transceivers Chromium alone takes 48 s, for 3,000 it takes 4 s.
 */
const LOOPS: [what: string, times: number, id: FindingId, sentence: RegExp][] = [
  ['transceivers', 3_000, 'never-used', /3,?000 video transceivers were made and never used/],
  ['channels', 10_000, 'data-channels-open', /10,?000 data channels were opened by one line/],
  ['captures', 10_000, 'captures-unsent', /At least 300 camera captures have been live but not sent/],
];

let stage: Stage;
test.beforeAll(async ({ launched }) => {
  stage = await Stage.open(launched.context, join(import.meta.dirname, 'many'), 1);
});
test.afterAll(() => stage.close());

for (const [what, times, id, sentence] of LOOPS) {
  test(`${times} ${what} in a loop are counted, and the page goes on`, async () => {
    test.setTimeout(120_000);
    const { error, recording } = await stage.play({ page: `loop?what=${what}`, times, quietMs: QUIET_MS });
    expect(error).toBeNull();
    const { findings } = resultOfRecording(parseRecording(JSON.stringify(recording)));
    const found = findings.filter((finding) => finding.id === id);
    expect(found.map((finding) => finding.sentence)).toEqual([expect.stringMatching(sentence)]);
    expect(found[0]!.culprit.app?.fn).toMatch(/makeMany|transceivers|channels|captures|reproduce/);
  });
}
