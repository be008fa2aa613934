import { verdictOf } from '../../live/verdict';
import { page, tool } from '../tool';
import { clean, cleanPlace, NOTICE, quotePlace } from '../words';

const MAX_LISTED = 15;

export const findings = tool({
  name: 'webrtc_findings',
  description:
    'All that piles up or is kept without use, the dearest first: counts, cost (an estimate), line, and how to fix it, with code.',
  input: { page },
  readOnly: true,
  async run(input, browser) {
    const { model, live, lines } = await browser.look(input.page);
    const { findings: all } = await verdictOf(model, { lines, late: live.late, problems: [] });
    const shown = await Promise.all(
      all.slice(0, MAX_LISTED).map(async (each) => {
        const origin = each.line && (await lines.originOf(each.line));
        return { ...each, line: origin ? { function: each.line!.function, ...origin } : each.line };
      }),
    );
    return {
      lines: [
        `${all.length} findings${all.length > shown.length ? `, the first ${shown.length}` : ''}`,
        ...shown.flatMap(({ id, state, sentence, cost, advice, line, remedies, recipes }) => [
          `- ${id}, ${state}: ${clean(sentence)} Cost ${clean(cost.text)}.`,
          ...(line ? [`  Line: ${quotePlace(line)}`] : []),
          `  ${clean(advice)}`,
          ...remedies.map(
            ({ by, why }) => `  ${by === null ? 'No patch' : by === 'now' ? 'At once' : `Patch ${by}`}: ${clean(why)}`,
          ),
          ...recipes.slice(0, 1).map(({ title, code }) => `  Fix: ${clean(title)}${code ? `: ${clean(code)}` : ''}`),
        ]),
      ],
      data: {
        untrusted: NOTICE,
        count: all.length,
        findings: shown.map(({ id, state, count, sentence, cost, line, remedies }) => {
          return {
            id,
            state,
            count,
            sentence: clean(sentence),
            mib: cost.mib,
            line: cleanPlace(line),
            remedies: remedies.map(({ by }) => by),
          };
        }),
      },
    };
  },
});
