import type { Content } from '../read/content';
import type { Refusal } from './refusal';

/** Only so much is looked at. */
const LOOK = 200_000;
/** A mail program breaks lines before this. */
const MAX_MAIL_LINE = 80;
const MIN_MAIL_LINES = 10;

/** Names that only our files and dumps have. */
const OURS =
  /PeerConnections|updateLog|RTCStatsDump|transceiver-inspector-recording|setLocalDescription|UserAgentData|getUserMedia/;
/** A whole line before or after the JSON. */
const START_OF_DUMP = /^[ \t]*(\{|RTCStatsDump)/m;

const sampleOf = ({ text }: Content) => text.slice(0, LOOK);

/** What a word processor or a chat makes of quotes and of blanks at the beginning of a line. */
const CHANGED = /[\u201c\u201d\u201e](PeerConnections|updateLog|UserAgent)[\u201c\u201d]|^\u00a0+["{}[\]]/m;

/** Lines of base64 only. */
const isBase64 = (sample: string) =>
  /^(data:[\w/+.;=-]*,)?[A-Za-z0-9+/]{60,}={0,2}[A-Za-z0-9+/=\s]*$/.test(sample.trim());

function isWrapped(sample: string): boolean {
  const lines = sample.split('\n', 2_000);
  return lines.length >= MIN_MAIL_LINES && lines.every((line) => line.length <= MAX_MAIL_LINE);
}

function isMail(content: Content): boolean {
  const sample = sampleOf(content);
  if (!OURS.test(sample) || sample.trimStart().startsWith('<')) return false;
  if (/^> ?[{"[]/m.test(sample) || /=\r?\n/.test(sample) || /^Content-Transfer-Encoding:/im.test(sample)) return true;
  return isWrapped(sample) || (!/^[{[R]/.test(sample.trimStart()) && START_OF_DUMP.test(sample)) || hasTail(content);
}

/** Text behind the last brace, as a signature. */
function hasTail({ text }: Content): boolean {
  const end = text.lastIndexOf('\n}');
  return text.trimStart().startsWith('{') && end > 0 && /^\n\}\s*\n\s*[^\s{}[\]",]/.test(text.slice(end, end + 1_000));
}

const text = (what: string, is: (sample: string, content: Content) => boolean, instead?: string): Refusal => ({
  what,
  is: (content) => content.text !== '' && is(sampleOf(content), content),
  instead,
});

const sendIt = 'send the file itself as an attachment';

export const TEXT_REFUSALS: readonly Refusal[] = [
  text(
    'the saved page of chrome://webrtc-internals',
    (sample) =>
      sample.trimStart().startsWith('<') && /\(\d+\)chrome:\/\/webrtc-internals|<title>WebRTC Internals/i.test(sample),
    'press a button under "Create a WebRTC-Internals dump" on that page, and send the file that it saves',
  ),
  text('a log of a Jitsi server (jvb, jicofo or jigasi), which holds nothing of a browser', (sample) =>
    /^\{"statsSessionId":|^(JVB|Jicofo|Jigasi) \d{4}-/m.test(sample),
  ),
  text('a log of the browser’s own code, which holds no statistics', (sample) =>
    /\((peer_connection|webrtc_\w+|p2p_\w+)\.cc:\d+\)/.test(sample),
  ),
  text('a document of a word processor (RTF)', (sample) => sample.trimStart().startsWith('{\\rtf'), sendIt),
  text('what looks like a file in base64, as mails hold it', isBase64, sendIt),
  text(
    'a page around the text of a dump',
    (sample) => sample.trimStart().startsWith('<') && /PeerConnections|RTCStatsDump/.test(sample),
    sendIt,
  ),
  text(
    'a dump whose quotes or blanks a word processor or a chat has changed',
    (sample) => OURS.test(sample) && CHANGED.test(sample),
    sendIt,
  ),
  {
    what: 'what looks like a dump that was pasted into a mail',
    is: (content) => content.text !== '' && isMail(content),
    instead: sendIt,
  },
];
