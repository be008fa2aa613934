import { expect, test } from '@playwright/test';
import { atlasRow } from './atlas';
import type { Case, CaseResult, SystemArm } from './types';

const arm = (patch: SystemArm['patch'], perCycleMiB: number | null, intact = 10) =>
  ({
    ...{ patch, cycles: 10, intact, perCycleMiB },
    verdict:
      'Growing: 10 video publishes made 10 transceivers, 10 idle (and 1 more growing). · Idle encoders: ≈ 320 MB (estimate)',
  }) as SystemArm;

const result = (system: string, arms: SystemArm[]): CaseResult => ({
  ...{ system, case: '', server: null, client: '1.2.3', browser: 'Chromium 156', parameters: {} },
  arms,
});

test('what piles up, what it costs, which patches hold, and the fix in the words of the panel', () => {
  const share: Case = { title: 'share', parameters: {}, keeps: { mib: 3.5, why: 'it keeps every track' } };
  const arms = [arm('none', 35.94), arm('reuse', 3.8), arm('stop', 35.4), arm('downscale', 1, 9)];
  expect(atlasRow(share, result('jssip', arms))).toEqual([
    'jssip: share',
    '1.2.3, Chromium 156',
    'Growing: 10 video publishes made 10 transceivers, 10 idle.',
    '35.9',
    'reuse 3.8 (3.5 of each: it keeps every track); not stop 35.4, downscale 1.0',
    'JsSIP: keep the sender, replace its track',
    '10 of 10',
  ]);
  expect(atlasRow(share, result('perfect', arms))[5]).toBe('Reuse the idle transceiver');
  expect(atlasRow(share, result('livekit', arms))[5]).toMatch(/^livekit-client: /);
});

test('a case that is flat by itself, and one with the fix in force', () => {
  const flat: Case = { title: 'share', parameters: {}, flat: true };
  expect(atlasRow(flat, result('mediasoup', [arm('none', 0.3)])).slice(4, 6)).toEqual(['nothing to mend', '']);
  const fixed: Case = { title: 'share', parameters: { recipe: 'publish' }, patches: ['none'], flat: true };
  expect(atlasRow(fixed, result('jssip', [arm('none', null)])).slice(3, 6)).toEqual(['–', 'not run', 'in force']);
  const kept = { ...fixed, keeps: { mib: 3.5, why: 'it keeps every track' } };
  expect(atlasRow(kept, result('jssip', [arm('none', 3.7)]))[3]).toBe('3.7 (3.5 of it: it keeps every track)');
});
