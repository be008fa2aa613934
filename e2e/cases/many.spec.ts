import { join } from 'node:path';
import { parseRecording } from '../../core/files/read/open';
import type { FindingId } from '../../core/findings';
import { resultOfRecording } from '../../core/findings/full-result';
import { expect, test } from '../harness/test';
import { QUIET_MS } from './expected/types';
import { CASE_ARGS, Stage } from './play';

test.use({ browserArgs: CASE_ARGS });

/** What a page makes 10,000 of in a loop, and what is said of it: the number, or at least so many. */
const LOOPS: [what: string, id: FindingId, sentence: RegExp][] = [
  ['transceivers', 'never-used', /10,?000 video transceivers were made and never used/],
  ['channels', 'data-channels-open', /10,?000 data channels were opened by one line/],
  ['captures', 'captures-unsent', /At least 300 camera captures are live and not sent/],
];

let stage: Stage;
test.beforeAll(async ({ launched }) => {
  stage = await Stage.open(launched.context, join(import.meta.dirname, 'many'), 1);
});
test.afterAll(() => stage.close());

for (const [what, id, sentence] of LOOPS) {
  test(`10,000 ${what} in a loop are counted, and the page goes on`, async () => {
    test.setTimeout(120_000);
    const { error, recording } = await stage.play({ page: `loop?what=${what}`, quietMs: QUIET_MS });
    expect(error).toBeNull();
    const { findings } = resultOfRecording(parseRecording(JSON.stringify(recording)));
    const found = findings.filter((finding) => finding.id === id);
    expect(found.map((finding) => finding.sentence)).toEqual([expect.stringMatching(sentence)]);
    expect(found[0]!.culprit.app?.fn).toMatch(/makeMany|transceivers|channels|captures|reproduce/);
  });
}
