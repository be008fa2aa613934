import { expect, test } from '@playwright/test';
import { answerForPublisher, measureSdp, offerForReceiver, offersSimulcast, withStartBitrate } from './sdp';

const sdp = (...all: string[]) => `${all.join('\r\n')}\r\n`;
const SESSION = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'];
const CODECS = [
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:98 VP9/90000',
  'a=fmtp:98 profile-id=0',
  'a=rtpmap:35 red/90000',
];
const AUDIO = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=mid:0', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10'];
const VIDEO = ['m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 35', 'a=mid:1'];
const RID_EXT = 'a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const SIMULCAST = ['a=rid:q send', 'a=rid:h send', 'a=rid:f send', 'a=simulcast:send q;h;f'];
const OFFER = sdp(...SESSION, ...AUDIO, ...VIDEO, 'a=sendonly', RID_EXT, 'a=msid:s t', ...CODECS, ...SIMULCAST);
const ANSWER = sdp(...SESSION, ...AUDIO, ...VIDEO, 'a=inactive', ...CODECS);

test('the start bitrate goes to real video codecs only', () => {
  const munged = withStartBitrate(ANSWER, 4000).split('\r\n');
  const bitrates = 'x-google-start-bitrate=4000;x-google-min-bitrate=2000';
  expect(munged.indexOf(`a=fmtp:96 ${bitrates}`)).toBe(munged.indexOf('a=rtpmap:96 VP8/90000') + 1);
  expect(munged).toContain(`a=fmtp:98 profile-id=0;${bitrates}`);
  expect(munged).toContain('a=fmtp:97 apt=96');
  expect(munged).toContain('a=fmtp:111 minptime=10');
  expect(munged.filter((line) => line.includes('start-bitrate'))).toHaveLength(2);
});

test('the receiver gets one picture of a simulcast offer, named by SSRC', () => {
  const seen = offerForReceiver(OFFER, new Map([['1', [33, 22, 11]]]));
  expect(seen).not.toMatch(/simulcast|rid:|rtp-stream-id/);
  expect(seen).toContain('a=ssrc-group:SIM 33 22 11\r\n');
  expect(seen).toContain('a=ssrc:33 msid:s t\r\n');
  expect(seen).toContain('a=sendonly');
});

test('a simulcast m-line whose streams are not known is inactive for the receiver', () => {
  expect(offersSimulcast(OFFER, '1')).toBe(true);
  expect(offersSimulcast(OFFER, '0')).toBe(false);
  for (const streams of [new Map(), new Map([['7', [33, 22]]])]) {
    const seen = offerForReceiver(OFFER, streams);
    expect(seen).toContain('a=inactive');
    expect(seen).not.toMatch(/a=ssrc|sendonly/);
  }
});

test('an offer without simulcast goes through unchanged', () => {
  expect(offerForReceiver(ANSWER, new Map())).toBe(ANSWER);
  expect(answerForPublisher(ANSWER, ANSWER)).toBe(ANSWER);
});

test('the publisher gets an answer that takes all layers, with the offer’s extension ids', () => {
  const answer = answerForPublisher(ANSWER, OFFER);
  expect(answer).toContain('a=recvonly');
  expect(answerForPublisher(ANSWER, OFFER.replace('a=sendonly', 'a=inactive'))).toContain('a=inactive');
  expect(answer.endsWith(sdp(RID_EXT, 'a=rid:q recv', 'a=rid:h recv', 'a=rid:f recv', 'a=simulcast:recv q;h;f'))).toBe(
    true,
  );
});

test('a rejected m-line stays rejected', () => {
  const rejected = ANSWER.replace('m=video 9', 'm=video 0');
  expect(answerForPublisher(rejected, OFFER)).toBe(rejected);
});

test('m-lines and bytes are counted', () => {
  expect(measureSdp(OFFER)).toEqual({ mLines: 2, sdpBytes: OFFER.length });
  expect(measureSdp(undefined)).toEqual({ mLines: 0, sdpBytes: 0 });
});
