import { BadFile } from '../fault';
import { type Refusal, refusalSentence } from './refusal';

interface Signature extends Pick<Refusal, 'what' | 'instead'> {
  /** The first bytes, as hexadecimal digits; a dot is any digit. */
  first: string;
}

const unpackIt = 'unpack it, and open the file in it';
const sendTheFile = 'ask for the file itself, not for a picture of it';
const notPackets = 'which holds packets and no transceivers';

const SIGNATURES: readonly Signature[] = [
  { what: 'a PNG picture', first: '89504e47', instead: sendTheFile },
  { what: 'a JPEG picture', first: 'ffd8ff', instead: sendTheFile },
  { what: 'a GIF picture', first: '47494638', instead: sendTheFile },
  { what: 'a WebP picture or a WAV or AVI recording', first: '52494646' },
  { what: 'a PDF document', first: '255044462d', instead: sendTheFile },
  { what: 'a 7z archive', first: '377abcaf271c', instead: unpackIt },
  { what: 'a RAR archive', first: '526172211a07', instead: unpackIt },
  { what: 'an xz archive', first: 'fd377a585a00', instead: unpackIt },
  { what: 'a bzip2 archive', first: '425a68..314159265359', instead: unpackIt },
  { what: 'a Zstandard archive', first: '28b52ffd', instead: unpackIt },
  { what: 'an Outlook mail or an old Office document', first: 'd0cf11e0a1b11ae1', instead: sendTheFile },
  { what: 'an MP4 recording, which holds picture and sound', first: '........66747970' },
  { what: 'a WebM recording, which holds picture and sound', first: '1a45dfa3' },
  { what: `a packet capture, ${notPackets}`, first: 'd4c3b2a1' },
  { what: `a packet capture, ${notPackets}`, first: '0a0d0d0a' },
  // BeginLogEvent, field 16 of EventStream (rtc_event_log2.proto); before 2019 the first Event, field 1.
  { what: `an RTC event log, ${notPackets}`, first: '8201' },
  { what: `an RTC event log, ${notPackets}`, first: '0a..08' },
  { what: 'an SQLite database', first: '53514c69746520666f726d6174' },
];

/** @throws {BadFile} that names a file by its first bytes, unless it may be text */
export function refuseBinary(head: Uint8Array): void {
  const hex = Array.from(head.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const found = SIGNATURES.find(({ first }) => new RegExp(`^${first}`).test(hex));
  if (found) throw new BadFile(refusalSentence(found));
}
