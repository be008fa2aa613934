import { PATCHES, type Patch } from '../../protocol/state';
import { patched } from '../harness/patched';
import { type SequenceReport, sequence } from '../harness/sequence';
import { SHARES } from '../harness/shares';
import { expect, test } from '../harness/test';

/** Seeds of the short tier; the long tier goes on from there. */
const FEW = 6;
const MANY = 200;
const STEPS = 14;

test.beforeEach(({ server }) => server.html('/', SHARES));

function runSeeds(title: string, from: number, to: number) {
  test(title, async ({ page, server }) => {
    test.setTimeout((to - from + 1) * 60_000);
    const reports = new Map<string, SequenceReport[]>();
    for (const patch of PATCHES) {
      const list: SequenceReport[] = [];
      const raw = await patched(page, server.url('/'), patch);
      for (let seed = from; seed < to; seed++) {
        const report = await page.evaluate(sequence, { seed, steps: STEPS });
        expect(report.wrong, `seed ${seed} under ${patch}: ${report.operations.join('; ')}`).toEqual([]);
        list.push(report);
      }
      reports.set(patch, list);
      await raw.close();
    }
    // No exception that the page would not have had without a patch.
    for (const patch of PATCHES) {
      expect(reports.get(patch)!.map((each) => each.operations)).toEqual(
        reports.get('none')!.map((each) => each.operations),
      );
    }
    const pictures = [...reports.values()].flat().reduce((sum, each) => sum + each.pictures, 0);
    const left = (patch: Patch) => reports.get(patch)!.reduce((sum, each) => sum + each.transceivers, 0);
    const counts = PATCHES.map((patch) => `${patch} ${left(patch)}`);
    console.log(`seeds ${from} to ${to - 1}: ${pictures} pictures checked, transceivers left: ${counts.join(', ')}`);
    // The sequences really met the patches.
    expect(pictures).toBeGreaterThan(to - from);
    expect(left('reuse')).toBeLessThan(left('none'));
    expect(left('stop')).toBeLessThan(left('none'));
  });
}

runSeeds('random sequences under every patch', 1, 1 + FEW);
for (let from = 1 + FEW; from <= MANY; from += 20) {
  runSeeds(`random sequences ${from} and on under every patch @full`, from, Math.min(from + 20, MANY + 1));
}
