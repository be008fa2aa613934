import * as v from 'valibot';
import { transceiversIn } from '../../live/lists';
import { page, tool } from '../tool';
import { clean, cleanPlace, NOTICE, quote, quotePlace } from '../words';

const MAX_LISTED = 50;

export const transceivers = tool({
  name: 'webrtc_transceivers',
  description: 'Every transceiver: phase, mid, directions, size and codec that it sends, the line that made it.',
  input: { page, phase: v.optional(v.picklist(['new', 'sending', 'idle', 'stopped'])) },
  readOnly: true,
  async run({ page: of, phase }, browser) {
    const { documents } = await browser.look(of);
    const all = transceiversIn(documents).filter((each) => phase === undefined || each.phase === phase);
    const shown = all.slice(-MAX_LISTED);
    return {
      lines: [
        `${all.length} transceivers${all.length > shown.length ? `, the newest ${shown.length}` : ''}`,
        ...shown.map(
          ({ connection, id, mid, kind, direction, currentDirection, released, reused, layers, ...each }) => {
            const sizes = layers.map(
              ({ width, height, codec }) => `${width ?? '?'}x${height ?? '?'} ${quote(codec ?? 'unknown')}`,
            );
            const about = [released ? 'released' : '', reused > 0 ? `reused ${reused} times` : '', ...sizes];
            const made = each.line ? `, made at ${quotePlace(each.line)}` : '';
            return `#${connection}/${id} mid ${quote(mid ?? 'none')} ${kind} ${each.phase} ${clean(direction)}/${clean(currentDirection ?? 'null')} ${about.filter(Boolean).join(' ')}${made}`;
          },
        ),
      ],
      data: {
        untrusted: NOTICE,
        count: all.length,
        transceivers: shown.map(({ line, mid, layers, madeBy, ...each }) => ({
          ...each,
          mid: mid && clean(mid, 40),
          madeBy: clean(madeBy, 80),
          layers: layers.map(({ rid, width, height, codec }) => {
            return { rid: rid && clean(rid, 40), width, height, codec: codec && clean(codec, 40) };
          }),
          line: cleanPlace(line),
        })),
      },
    };
  },
});
