import { expect, test } from '@playwright/test';
import { checkSettings } from './settings';

test('what is not said is a 720p canvas in VP8', () => {
  expect(checkSettings({ codec: undefined, simulcast: true, unpublish: 'removeTrack' })).toEqual({
    source: 'canvas',
    size: '720',
    codec: 'VP8',
    receiver: 'iframe',
    simulcast: '1',
    unpublish: 'removeTrack',
  });
});

const REFUSED: [Record<string, string | boolean>, RegExp][] = [
  [{ source: 'microphone' }, /^--source is one of canvas, tab, camera, screen, not "microphone"\.$/],
  [{ size: '721' }, /^size is one of 180, .*not "721"\.$/],
  [{ codec: 'H265' }, /^codec is one of VP8, H264, VP9, AV1, not "H265"\.$/],
  [{ codec: 'H264', mode: 'L9T9' }, /^mode is a scalability mode, not "L9T9"\.$/],
  [{ codec: 'VP8', mode: 'L3T3_KEY' }, /^--mode L3T3_KEY needs --codec VP9 or AV1: VP8 has/],
  [{ simulcast: true, publish: 'addTrack' }, /^addTrack cannot ask for simulcast/],
  [{ simulcast: true, size: '360' }, /^Simulcast needs/],
];
for (const [wanted, sentence] of REFUSED) {
  test(`${JSON.stringify(wanted)} is refused in a sentence`, () => {
    expect(() => checkSettings(wanted)).toThrow(sentence);
  });
}

test('a screen without a display is refused, on Linux', () => {
  test.skip(process.platform !== 'linux');
  const { DISPLAY } = process.env;
  delete process.env.DISPLAY;
  try {
    expect(() => checkSettings({ source: 'screen' })).toThrow(/^--source screen needs a display/);
    process.env.DISPLAY = ':1';
    expect(checkSettings({ source: 'screen' })).toMatchObject({ source: 'screen' });
  } finally {
    if (DISPLAY === undefined) delete process.env.DISPLAY;
    else process.env.DISPLAY = DISPLAY;
  }
});
