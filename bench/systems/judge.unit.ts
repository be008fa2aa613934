import { expect, test } from '@playwright/test';
import { judge } from './judge';
import type { Case, SystemArm } from './types';

const arm = (patch: SystemArm['patch'], more: Partial<SystemArm> = {}): SystemArm => ({
  patch,
  cycles: 20,
  intact: 20,
  transceivers: 20,
  transceiversPerPublish: 1,
  perCycleMiB: patch === 'none' ? 32 : 1,
  interval: null,
  startMiB: 30,
  endMiB: 700,
  mLines: 20,
  sdpBytes: 1,
  notReached: 0,
  firstFrameMs: 300,
  kbit5s: null,
  verdict: '',
  opens: 'PCTransport.ts',
  reasons: [],
  ...more,
});
const share: Case = { title: 'share', parameters: {} };

test('nothing is wrong where patches are cheap and pictures intact', () => {
  expect(judge(share, [arm('none'), arm('reuse'), arm('stop', { perCycleMiB: 3.4 })])).toEqual([]);
});

test('a wrong picture, and a patch that costs more than a tenth', () => {
  const arms = [arm('none', { intact: 19 }), arm('downscale', { perCycleMiB: 3.6 })];
  expect(judge(share, arms)).toEqual([
    'share, none: picture intact in 19 of 20.',
    'share, downscale: 3.6 MiB a cycle, of 32 without it.',
  ]);
});

test('what the library itself keeps is not the patch’s', () => {
  const keeps = { mib: 3.5, why: 'it keeps every track' };
  expect(judge({ ...share, keeps }, [arm('none'), arm('reuse', { perCycleMiB: 3.8 })])).toEqual([]);
});

test('what an idle sender keeps stays under downscale alone', () => {
  const arms = [arm('none'), arm('stop', { perCycleMiB: 6 }), arm('downscale', { perCycleMiB: 6 })];
  expect(judge({ ...share, idleKeepsMiB: 3.5 }, arms)).toEqual(['share, stop: 6 MiB a cycle, of 32 without it.']);
});

test('the sentence must lead to the library’s own source', () => {
  const none = arm('none', { opens: 'livekit-client.esm.mjs' });
  expect(judge({ ...share, opens: 'PCTransport.ts' }, [none, arm('reuse', { opens: null })])).toEqual([
    'share, none: the sentence leads to livekit-client.esm.mjs, not PCTransport.ts.',
  ]);
});

test('a few cycles say nothing of memory', () => {
  expect(judge(share, [arm('none'), arm('stop', { cycles: 5, intact: 5, perCycleMiB: 9 })])).toEqual([]);
});

test('a patch that must not act says why, and costs what it costs', () => {
  const refuses: Case = { ...share, refuses: { stop: 'Janus keeps' } };
  const without = arm('stop', { perCycleMiB: 32 });
  expect(judge(refuses, [arm('none'), without])).toEqual(['share, stop: the patch log does not say "Janus keeps …".']);
  expect(judge(refuses, [arm('none'), { ...without, reasons: ['6× Janus keeps the first mid'] }])).toEqual([]);
});
