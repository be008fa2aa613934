import { verdictOf } from '../../live/verdict';
import { pagesText } from '../browser';
import { page, tool } from '../tool';
import { clean, cleanPlace, NOTICE, quote, quotePlace } from '../words';

const MAX_CONNECTIONS = 10;

export const check = tool({
  name: 'webrtc_check',
  description:
    'Does a WebRTC page pile something up (transceivers with their video encoders, connections, captures, data channels)? Says growing, stable or unknown, with counts, the line of code, and what ends it. Call it once before the page is used, so that connections are seen being made; then publish and stop three times or more, and call it again.',
  input: { page },
  readOnly: true,
  async run(input, browser) {
    const { model, documents, pages, live, lines } = await browser.look(input.page);
    const problems = live.problems.map(({ message }) => message);
    const verdict = await verdictOf(model, { lines, late: live.late, problems });
    const { state, text, line, published, library, because, remedies, recipes, findings, notices } = verdict;
    const { connections } = await import('../../../cli/report').then(({ report }) => report('', model));
    const counts = connections
      .slice(0, MAX_CONNECTIONS)
      .map(({ id, publishes, transceivers, idle, mLines, ...each }) => {
        const kinds = (['video', 'audio'] as const).map((kind) => `${transceivers[kind]} ${kind} (${idle[kind]} idle)`);
        return `Connection ${id}: ${publishes} publishes, transceivers ${kinds.join(', ')}, ${mLines ?? 'unknown'} m-lines, ${each.verdict}`;
      });
    return {
      lines: [
        clean(text),
        ...(documents.length === 0
          ? [
              'No connection was seen being made. What a page made before this tool attached is not known: reload it, use it, and check again.',
            ]
          : []),
        ...(line ? [`Line: ${quotePlace(line)}${published ? `, published as ${quotePlace(published)}` : ''}`] : []),
        ...(library ? [`Through the library ${quote(library)}.`] : []),
        ...(because ? [clean(because)] : []),
        ...remedies.slice(0, 1).map(({ by, why }) => `Patch to try with webrtc_patch: ${by}. ${clean(why)}`),
        ...recipes.slice(0, 1).map(({ title, steps }) => `Fix: ${clean([`${title}.`, ...steps].join(' '))}`),
        ...(findings.length > 1 ? [`${findings.length - 1} more: see webrtc_findings.`] : []),
        ...counts,
        ...(connections.length > MAX_CONNECTIONS ? [`${connections.length - MAX_CONNECTIONS} more connections.`] : []),
        ...notices.slice(0, 5).map((notice) => `Note: ${quote(notice, 300)}`),
        `Patch in force: ${live.patch}.`,
        pagesText(pages),
      ],
      data: {
        untrusted: NOTICE,
        state,
        text: clean(text),
        line: cleanPlace(line),
        remedies: remedies.map(({ by }) => by),
        patch: live.patch,
        findings: findings
          .slice(0, MAX_CONNECTIONS)
          .map(({ id, state: found, count }) => ({ id, state: found, count })),
        connections: connections.slice(0, MAX_CONNECTIONS),
        pages: pages.slice(0, MAX_CONNECTIONS).map(({ number, url }) => ({ page: number, url: clean(url, 160) })),
        late: live.late,
      },
    };
  },
});
