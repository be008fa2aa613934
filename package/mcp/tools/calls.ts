import { logOf } from '../../live/lists';
import { last, page, tool } from '../tool';
import { clean, cleanPlace, NOTICE, quote, quotePlace } from '../words';

export const calls = tool({
  name: 'webrtc_calls',
  description:
    'What pages did with their connections, oldest first: calls with their line of code, publishes that began and ended, what a patch did.',
  input: { page, last: last(30, 100) },
  readOnly: true,
  async run({ page: of, last: count }, browser) {
    const { documents } = await browser.look(of);
    const log = logOf(documents);
    const shown = log.slice(-count);
    return {
      lines: [
        `${log.length} entries${log.length > shown.length ? `, the last ${shown.length}` : ''}`,
        ...shown.map(({ at, connection, transceiver, text, line }) => {
          const time = new Date(at).toISOString().slice(11, 23);
          const what = [connection, transceiver].filter((id) => id !== null).join('/');
          return `${time} #${what} ${quote(text, 200)}${line ? ` at ${quotePlace(line)}` : ''}`;
        }),
      ],
      data: {
        untrusted: NOTICE,
        entries: log.length,
        shown: shown.map(({ at, type, connection, transceiver, text, line }) => {
          return { at, type, connection, transceiver, text: clean(text, 200), line: cleanPlace(line) };
        }),
      },
    };
  },
});
