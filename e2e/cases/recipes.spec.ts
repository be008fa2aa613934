import { join } from 'node:path';
import { parseRecording } from '../../core/files/read/open';
import { FINDINGS, type FindingId } from '../../core/findings';
import type { Finding } from '../../core/findings/finding';
import { resultOfRecording } from '../../core/findings/full-result';
import type { Recipe } from '../../core/findings/recipes/recipe';
import { expect, test } from '../harness/test';
import { QUIET_MS } from './expected/types';
import { CASE_ARGS, Stage } from './play';

test.use({ browserArgs: CASE_ARGS });

const TABS = 3;

/** A way in which a page makes its fault, and which of the recipes that are shown end it; default all. */
type Way = string | { way: string; titles: readonly string[] };

const OVER = 'Stop the tracks when their use is over';
const AGAIN = 'Stop the ones before when you capture again';
const WITH_CALL = 'Stop the tracks with the call';

const captures = (call: string): Way[] => [
  { way: `${call}+use`, titles: [OVER] },
  { way: `${call}+again`, titles: [AGAIN] },
  { way: `${call}+call`, titles: [WITH_CALL] },
];

/** Each has a page in `recipes/`. */
const WAYS: Partial<Record<FindingId, readonly Way[]>> = {
  'idle-senders': ['addTransceiver', 'addTrack', 'addStream'].flatMap((how) =>
    ['removeTrack', 'replaceTrack', 'direction', 'stop', 'direction-stop'].map((end) => `${how}+${end}`),
  ),
  'senders-accumulate': ['addTrack', 'addTransceiver'],
  'never-used': ['recvonly', 'inactive'],
  'receivers-piling-up': ['addTransceiver', 'addTrack'],
  'open-unused': [
    { way: 'retry', titles: ['Close the one before when you connect again'] },
    { way: 'message', titles: ['Or close it when its work is done'] },
  ],
  'data-channels-open': ['here', 'far'],
  'captures-unsent': [...captures('getUserMedia'), ...captures('getDisplayMedia')],
  'captures-off': ['camera'],
  'generated-tracks': ['canvas', 'element', 'generator', 'audio'],
  'dead-track-sent': ['given', 'left']
    .flatMap((how) => [`${how}+getUserMedia`, `${how}+getDisplayMedia`])
    .concat('muted'),
  'offer-unanswered': ['lost'],
  'sdp-size': [
    { way: 'one-by-one', titles: ['Reuse the idle transceiver', 'Or stop it when you unpublish'] },
    { way: 'at-once', titles: ['Or offer fewer codecs'] },
  ],
  'device-switch': ['video+addTrack', 'audio+addTrack', 'video+addTransceiver'],
};

/** The code as it is copied, as a module of its own. */
function moduleOf(code: string): string {
  const names = [...code.matchAll(/^(?:async )?function (\w+)/gm)].map(([, name]) => name);
  return `${code}\nexport { ${names.join(', ')} };\n`;
}

let stage: Stage;
test.beforeAll(async ({ launched }) => {
  stage = await Stage.open(launched.context, join(import.meta.dirname, 'recipes'), TABS);
});
test.afterAll(() => stage.close());

/** What is found of this kind after a page has made its fault, or has run a recipe in place of its own code. */
async function findingOf(id: FindingId, way: string, recipe: Recipe | null): Promise<Finding | undefined> {
  const code = recipe && `&recipe=${Buffer.from(moduleOf(recipe.code!)).toString('base64url')}`;
  const page = `${id}?way=${encodeURIComponent(way)}${code ?? ''}`;
  const { error, recording } = await stage.play({ page, quietMs: QUIET_MS });
  expect(error, `${way}, ${recipe?.title ?? 'without a recipe'}`).toBeNull();
  const { findings } = resultOfRecording(parseRecording(JSON.stringify(recording)));
  return findings.find((finding) => finding.id === id);
}

test('each kind of finding has ways to make it', () => {
  expect(Object.keys(WAYS).sort()).toEqual(FINDINGS.map(({ id }) => id).sort());
});

for (const [id, ways] of Object.entries(WAYS) as [FindingId, readonly Way[]][]) {
  test(`${id}: each recipe that is shown ends it, run as it is copied`, async () => {
    test.setTimeout(240_000);
    const run = new Map<string, boolean>();
    await Promise.all(
      ways.map(async (each) => {
        const { way, titles } = typeof each === 'string' ? { way: each, titles: null } : each;
        const found = await findingOf(id, way, null);
        expect(found, `${way}: the page has it without a recipe`).toBeDefined();
        const recipes = found!.recipes.filter(({ code }) => code !== null);
        for (const recipe of recipes) {
          const fits = titles === null || titles.includes(recipe.title);
          run.set(recipe.title, fits || (run.get(recipe.title) ?? false));
          if (!fits) continue;
          const left = await findingOf(id, way, recipe);
          expect(left?.sentence, `${way}, ${recipe.title}`).toBeUndefined();
        }
      }),
    );
    // None is shown that none of these ways has run.
    expect([...run].filter(([, done]) => !done)).toEqual([]);
    expect(run.size).toBeGreaterThan(0);
  });
}
