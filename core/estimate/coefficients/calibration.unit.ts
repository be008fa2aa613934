import { expect, test } from '@playwright/test';
import { uncalibratedBecause } from './calibration';
import { CALIBRATION } from './coefficients';

const measured = Number(/\d+/.exec(CALIBRATION.browser)![0]);
const agent = (major: number, system = 'X11; Linux x86_64') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;

const FIREFOX = (major: number, system = 'X11; Linux x86_64') =>
  `Mozilla/5.0 (${system}; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`;

test('the measured browser and system, and those near it, are calibrated', () => {
  for (const major of [measured, measured + 12, measured - 12]) {
    expect(uncalibratedBecause({ userAgent: agent(major), platform: 'Linux' })).toEqual([]);
  }
  expect(uncalibratedBecause({ userAgent: agent(measured), platform: null })).toEqual([]);
  for (const major of [153, 165, 141]) {
    expect(uncalibratedBecause({ userAgent: FIREFOX(major), platform: null })).toEqual([]);
  }
  expect(uncalibratedBecause({ userAgent: `HeadlessChrome/${measured}.0.0.0`, platform: 'Linux' })).toEqual([]);
});

const uncalibrated: [string, Parameters<typeof uncalibratedBecause>[0], RegExp][] = [
  ['another system', { userAgent: agent(measured), platform: 'macOS' }, /^This is macOS; measured was Linux\.$/],
  [
    'another system, by the user agent',
    { userAgent: agent(measured, 'Windows NT 10.0; Win64'), platform: null },
    /^This is Windows/,
  ],
  ['ChromeOS', { userAgent: agent(measured, 'X11; CrOS x86_64'), platform: null }, /^This is Chrome OS/],
  ['Android', { userAgent: agent(measured, 'Linux; Android 10; K'), platform: null }, /^This is Android/],
  ['much newer', { userAgent: agent(measured + 13), platform: 'Linux' }, /much newer than the measured/],
  ['much older', { userAgent: agent(measured - 13), platform: 'Linux' }, /much older/],
  [
    'another system in Firefox',
    { userAgent: FIREFOX(153, 'Windows NT 10.0; Win64'), platform: null },
    /^This is Windows; measured was Linux\.$/,
  ],
  [
    'a much newer Firefox',
    { userAgent: FIREFOX(166), platform: null },
    /^Firefox 166 is much newer than the measured 153\.$/,
  ],
  ['another browser', { userAgent: 'Version/18.0 Safari/605', platform: 'Linux' }, /not known to be a Chromium/],
  ['nothing known', { userAgent: null, platform: null }, /The system is not known.*not known to be a Chromium/],
  ['nonsense from a file', { userAgent: 'Chrome/NaN', platform: 'x'.repeat(999) }, /^This is x{40}; /],
];
for (const [name, browser, reason] of uncalibrated) {
  test(`uncalibrated: ${name}`, () => expect(uncalibratedBecause(browser).join(' ')).toMatch(reason));
}
