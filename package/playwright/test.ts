import { writeFile } from 'node:fs/promises';
import { test as base, expect as baseExpect, type TestInfo } from '@playwright/test';
import { overBudget } from '../live/budget';
import { isBounded, titleOf } from '../live/inspection';
import type { BoundedOptions, Budget, Rtc } from '../types/inspection';
import type { RtcOptions } from '../types/test';
import { inspect } from './index';

/** Playwright Test with `rtc`: the test's context under inspection. Types and words: types/test.d.ts. */
export const test = base.extend<RtcOptions & { rtc: Rtc }>({
  rtcPatch: ['none', { option: true }],
  rtcRecording: ['on-failure', { option: true }],
  rtcRedact: [false, { option: true }],
  rtc: async ({ context, rtcPatch, rtcRecording, rtcRedact }, use, info) => {
    const rtc = await inspect(context, { patch: rtcPatch });
    await use(rtc);
    try {
      const { state, text } = await rtc.verdict();
      info.annotations.push({ type: `webrtc ${state}`, description: text });
      const failed = info.status !== info.expectedStatus;
      if (rtcRecording === 'on' || (rtcRecording === 'on-failure' && failed)) await attach(rtc, info, rtcRedact);
    } catch (error) {
      // A page that no longer answers fails no test that has passed.
      info.annotations.push({ type: 'webrtc unknown', description: (error as Error).message });
    } finally {
      await rtc.dispose();
    }
  },
});

/** As files: a report in the test's output is half a megabyte, and reporters print its beginning otherwise. */
async function attach(rtc: Rtc, info: TestInfo, redact: boolean): Promise<void> {
  const recording = info.outputPath('webrtc-recording.json');
  await writeFile(recording, JSON.stringify(await rtc.recording({ redact })));
  await info.attach('webrtc-recording.json', { path: recording, contentType: 'application/json' });
  const report = info.outputPath('webrtc-report.html');
  await writeFile(report, await rtc.report({ redact }));
  await info.attach('webrtc-report.html', { path: report, contentType: 'text/html' });
}

export const expect = baseExpect.extend({
  async toStayBounded(rtc: Rtc, options: BoundedOptions = {}) {
    const verdict = await inspectedBy(rtc, 'toStayBounded').verdict();
    const hint = this.utils.matcherHint('toStayBounded', 'rtc', '', { isNot: this.isNot });
    return {
      name: 'toStayBounded',
      pass: isBounded(verdict, options),
      message: () => `${titleOf(verdict)}\n\n${hint}\n\n${verdict.explanation}`,
    };
  },
  async toKeepAtMost(rtc: Rtc, budget: Budget) {
    const over = overBudget(await inspectedBy(rtc, 'toKeepAtMost').connections(), budget);
    const { explanation } = await rtc.verdict();
    const hint = this.utils.matcherHint('toKeepAtMost', 'rtc', JSON.stringify(budget), { isNot: this.isNot });
    const title = over.length > 0 ? over.join('\n') : 'Every connection keeps within the budget.';
    return { name: 'toKeepAtMost', pass: over.length === 0, message: () => `${title}\n\n${hint}\n\n${explanation}` };
  },
});

function inspectedBy(rtc: unknown, matcher: string): Rtc {
  if (typeof (rtc as Partial<Rtc> | null)?.verdict === 'function') return rtc as Rtc;
  throw new Error(`${matcher}() is for the fixture \`rtc\`, or for what inspect() returned.`);
}
