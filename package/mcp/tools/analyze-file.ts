import { report } from '../../../cli/report';
import { sourceOf } from '../../../cli/source';
import { openRecording } from '../../../core/files/read/open';
import { path, tool } from '../tool';
import { clean, cleanPlace, NOTICE, quote, quotePlace } from '../words';

const MAX_LISTED = 15;

export const analyzeFile = tool({
  name: 'webrtc_analyze_file',
  description:
    'What a recording, a saved report or a chrome://webrtc-internals dump says: state, findings, lines. Needs no browser.',
  input: { file: path },
  readOnly: true,
  async run({ file }) {
    const { state, headline, source, savedAt, findings, connections, limits } = report(file, await open(file));
    return {
      lines: [
        clean(headline),
        `A ${source}${savedAt ? `, saved ${savedAt}` : ''}; ${connections.length} connections, ${findings.length} findings.`,
        ...findings
          .slice(0, MAX_LISTED)
          .flatMap(({ id, state: found, sentence, advice, line }) => [
            `- ${id}, ${found}: ${clean(sentence)}${line ? ` Line: ${quotePlace(line)}` : ''}`,
            `  ${clean(advice)}`,
          ]),
        ...(limits ? [`Not in such a file: ${clean(limits)}`] : []),
      ],
      data: {
        untrusted: NOTICE,
        state,
        headline: clean(headline),
        source,
        connections: connections.length,
        findings: findings.slice(0, MAX_LISTED).map(({ id, state: found, count, sentence, line }) => {
          return { id, state: found, count, sentence: clean(sentence), line: cleanPlace(line) };
        }),
      },
    };
  },
});

/** @throws Error with one sentence on what is wrong */
async function open(file: string) {
  try {
    return await openRecording(await sourceOf(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = { ENOENT: 'there is no such file.', EISDIR: 'this is a folder.', EACCES: 'it may not be read.' }[
      code ?? ''
    ];
    throw new Error(`${quote(file)}: ${clean(why ?? message)}`);
  }
}
