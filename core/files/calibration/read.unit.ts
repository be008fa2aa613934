import { expect, test } from '@playwright/test';
import { calibrationOf, ownFit } from '../../fixtures/calibration';
import { BadFile } from '../fault';
import { parseRecording } from '../read/open';
import { MAX_CALIBRATION_BYTES, readCalibration } from './read';

test('a calibration comes back as it was written', () => {
  const written = calibrationOf();
  expect(readCalibration(JSON.stringify(written, null, 2))).toEqual(written);
});

const line = { constant: 4, perMpx: 60, error: 0.02 };
const fits = (change: object) => ({ fits: [{ ...ownFit(), ...change }] });
const refused: [string, object | string, RegExp][] = [
  ['no JSON', 'constant = 3', /^This is no JSON, so it is no calibration: choose the file that .* wrote\.$/],
  ['cut short', JSON.stringify(calibrationOf()).slice(0, 200), /^This is no JSON/],
  ['too large', ' '.repeat(MAX_CALIBRATION_BYTES + 1), /^The file has more than 256 kB, and a calibration has a few/],
  ['nothing', 'null', /^This is no calibration/],
  ['a recording', { format: 'transceiver-inspector-recording' }, /^This is no calibration: choose the file/],
  [
    'a newer version',
    { version: 2 },
    /^This calibration has version 2, and this inspector reads up to 1: update it\.$/,
  ],
  ['no version', { version: undefined }, /^This calibration has no version number/],
  [
    'another browser',
    { browser: { family: 'firefox', product: 'Firefox', version: '153.0', major: 153 } },
    /^This calibration was measured in Firefox, and only those of a Chromium can be used: measure in a Chromium\.$/,
  ],
  [
    'a negative value',
    fits({ renderer: { ...line, perMpx: -3 } }),
    /"fits\[0\]\.renderer\.perMpx" must be a number from 0 to 1000, but is -3\.$/,
  ],
  ['an endless value', fits({ renderer: { ...line, constant: 1e308 } }), /"fits\[0\]\.renderer\.constant" must be/],
  ['an error above 100 %', fits({ renderer: { ...line, error: 3 } }), /"fits\[0\]\.renderer\.error" must be/],
  [
    'an absurd value',
    fits({ renderer: { ...line, perMpx: 900 } }),
    /^This calibration can’t be right: by "fits\[0\]" \(vp8Screen\) a 720p sender holds 833\.4 MB, and 32\.\d MB were/,
  ],
  ['nothing held in software', fits({ renderer: { constant: 0, perMpx: 0, error: 0 } }), /can’t be right/],
  ['text for a number', fits({ renderer: { ...line, perMpx: '60' } }), /but is "60"\.$/],
  ['a coefficient that there is none of', fits({ id: 'vp8screen' }), /"fits\[0\]\.id" must be one of vp8Screen, /],
  ['the name of every object', fits({ id: 'constructor' }), /"fits\[0\]\.id" must be one of/],
  ['no coefficient', { fits: [] }, /"fits" must hold a measured coefficient/],
  ['too many', { fits: Array.from({ length: 99 }, () => ownFit()) }, /"fits" must be a list of at most 40/],
  ['one coefficient twice', { fits: [ownFit(), ownFit()] }, /"fits\[1\]" says vp8Screen a second time\.$/],
  ['no height', fits({ heights: [] }), /"fits\[0\]\.heights" must name a height/],
  ['a long text', { os: 'x'.repeat(2_000) }, /"os" must be text of at most 1024 characters/],
  ['no system', { platform: undefined }, /"platform" .* but is missing/],
];
for (const [name, given, sentence] of refused) {
  test(`refused with one sentence: ${name}`, () => {
    const text = typeof given === 'string' ? given : JSON.stringify({ ...calibrationOf(), ...given });
    let fault: unknown = null;
    try {
      readCalibration(text);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(BadFile);
    expect((fault as Error).message).toMatch(sentence);
  });
}

test('a hardware encoder may hold nothing in the page’s process', () => {
  const nothing = fits({ hardware: true, encoder: 'VideoToolbox', renderer: { constant: 0, perMpx: 0, error: 0.1 } });
  expect(readCalibration(JSON.stringify({ ...calibrationOf(), ...nothing })).fits).toHaveLength(1);
});

test('opened as a recording, it says what it is', () => {
  expect(() => parseRecording(JSON.stringify(calibrationOf()))).toThrow(
    'This is a calibration of this tool, which holds coefficients and no call: load it in the panel (Settings, Calibration)',
  );
});
