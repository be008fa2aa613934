import { expect, test } from '@playwright/test';
import { descriptionOf } from './description';

const sectionsOf = (sdp: string) => descriptionOf('offer', sdp)?.sections.map(({ mid, rejected }) => [mid, rejected]);

test('an m-line with port 0 is rejected, unless it is offered to be bundled only, as Firefox does', () => {
  const sdp = [
    'v=0',
    'm=video 9 UDP/TLS/RTP/SAVPF 120',
    'a=mid:0',
    'm=video 0 UDP/TLS/RTP/SAVPF 120',
    'a=bundle-only',
    'a=mid:1',
    'm=video 0 UDP/TLS/RTP/SAVPF 120',
    'a=mid:2',
    'a=x-bundle-only',
    '',
  ].join('\r\n');
  const expected = [
    ['0', false],
    ['1', false],
    ['2', true],
  ];
  expect(sectionsOf(sdp)).toEqual(expected);
  expect(sectionsOf(sdp.replaceAll('\r', ''))).toEqual(expected);
});
