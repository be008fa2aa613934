/**
 * The SDP changes that an SFU's signaling would make. Chrome sends simulcast but can't receive it, and
 * starts at 300 kbit/s by default, so the two sides of the demo get different SDPs.
 */

const split = (sdp: string) => sdp.split(/(?=^m=)/m);
const lines = (section: string) => section.split('\r\n').filter(Boolean);
const join = (all: string[]) => `${all.join('\r\n')}\r\n`;
const midOf = (section: string) => /^a=mid:(.*)$/m.exec(section)?.[1]?.trim() ?? null;

const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)$/;

/** Number of m-lines, and size in bytes (SDP may contain non-ASCII names). */
export function measureSdp(sdp: string | undefined): { mLines: number; sdpBytes: number } {
  if (!sdp) return { mLines: 0, sdpBytes: 0 };
  return { mLines: split(sdp).length - 1, sdpBytes: new TextEncoder().encode(sdp).length };
}

/**
 * Adds `x-google-start-bitrate` to every video codec of an answer, so that the encoder reaches its full
 * size immediately instead of after a bandwidth probe. Half of it becomes `x-google-min-bitrate`, so
 * that the bandwidth estimate on a busy machine does not drop layers.
 */
export function withStartBitrate(answer: string, kbps: number): string {
  return split(answer)
    .map((section) => (section.startsWith('m=video') ? startAt(section, kbps) : section))
    .join('');
}

function startAt(section: string, kbps: number): string {
  const parameter = `x-google-start-bitrate=${kbps};x-google-min-bitrate=${Math.round(kbps / 2)}`;
  const all = lines(section);
  const hasFmtp = new Set(all.flatMap((line) => /^a=fmtp:(\d+) /.exec(line)?.[1] ?? []));
  return join(
    all.flatMap((line) => {
      const [, payload, codec] = /^a=(?:rtpmap|fmtp):(\d+) (.*)$/.exec(line) ?? [];
      if (!payload || !codec) return [line];
      if (line.startsWith('a=rtpmap:')) {
        const real = !/^(rtx|red|ulpfec|flexfec-03)\//i.test(codec);
        return real && !hasFmtp.has(payload) ? [line, `a=fmtp:${payload} ${parameter}`] : [line];
      }
      return /^apt=|^\d+\//.test(codec) ? [line] : [`${line};${parameter}`];
    }),
  );
}

/** Whether the m-line of `mid` offers simulcast. */
export function offersSimulcast(offer: string, mid: string): boolean {
  return split(offer).some((section) => midOf(section) === mid && /^a=simulcast:/m.test(section));
}

/**
 * The offer for the receiver, without the simulcast lines, which it does not support. Such an m-line is
 * inactive until its streams are known. Then they are listed by SSRC, so that the receiver shows the
 * first and drops the others (otherwise Chrome jumps between them). Idle streams stay listed, as Chrome
 * does for a single stream: if an SSRC is removed and added again, Chrome decodes it but shows nothing.
 * @param streams SSRCs by mid, the layer to show first
 */
export function offerForReceiver(offer: string, streams: ReadonlyMap<string, number[]>): string {
  return split(offer)
    .map((section) => {
      if (!/^a=simulcast:/m.test(section)) return section;
      const kept = lines(section).filter((line) => !/^a=(simulcast:|rid:|extmap:.*stream-id$)/.test(line));
      const ssrcs = streams.get(midOf(section) ?? '');
      if (!ssrcs) return join(kept.map((line) => (DIRECTION.test(line) ? 'a=inactive' : line)));
      const msid = kept.find((line) => line.startsWith('a=msid:'))?.slice('a=msid:'.length) ?? '- -';
      kept.push(`a=ssrc-group:SIM ${ssrcs.join(' ')}`);
      for (const ssrc of ssrcs) kept.push(`a=ssrc:${ssrc} cname:demo`, `a=ssrc:${ssrc} msid:${msid}`);
      return join(kept);
    })
    .join('');
}

/**
 * The receiver's answer for the publisher: every m-line whose offer had simulcast accepts all layers,
 * even if idle (otherwise Chrome collapses that sender to one layer permanently).
 */
export function answerForPublisher(answer: string, offer: string): string {
  const offered = new Map(split(offer).map((section) => [midOf(section), section]));
  return split(answer)
    .map((section) => {
      const from = offered.get(midOf(section)) ?? '';
      const layers = /^a=simulcast:send (\S+)/m.exec(from)?.[1];
      if (!section.startsWith('m=') || /^m=\S+ 0 /.test(section) || !layers) return section;
      const direction = /^a=send(only|recv)/m.test(from) ? 'a=recvonly' : 'a=inactive';
      const extensions = lines(from).filter((line) => /^a=extmap:.*stream-id$/.test(line));
      const rids = layers.split(';').map((rid) => `a=rid:${rid} recv`);
      const kept = lines(section).map((line) => (DIRECTION.test(line) ? direction : line));
      return join([...kept, ...extensions, ...rids, `a=simulcast:recv ${layers}`]);
    })
    .join('');
}
