import { expect, test } from '@playwright/test';
import { uncalibratedBecause } from './calibration';
import { CALIBRATION } from './coefficients';
import { FIREFOX as FIREFOX_DATA } from './firefox';

const { oldest, newest } = CALIBRATION.versions;
const measured = Number(/\d+/.exec(CALIBRATION.browser)![0]);
const firefox = FIREFOX_DATA.measured.versions.newest;
const agent = (major: number, system = 'X11; Linux x86_64') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;

const FIREFOX = (major: number, system = 'X11; Linux x86_64') =>
  `Mozilla/5.0 (${system}; rv:${major}.0) Gecko/20100101 Firefox/${major}.0`;

test('the measured versions, all between them and a year of newer ones are calibrated', () => {
  for (const major of [oldest, measured, newest, newest + 12]) {
    expect(uncalibratedBecause({ userAgent: agent(major), platform: 'Linux' })).toEqual([]);
  }
  expect(uncalibratedBecause({ userAgent: agent(measured), platform: null })).toEqual([]);
  for (const major of [firefox, firefox + 12]) {
    expect(uncalibratedBecause({ userAgent: FIREFOX(major), platform: null })).toEqual([]);
  }
  expect(uncalibratedBecause({ userAgent: `HeadlessChrome/${measured}.0.0.0`, platform: 'Linux' })).toEqual([]);
});

const uncalibrated: [string, Parameters<typeof uncalibratedBecause>[0], RegExp][] = [
  [
    'another system',
    { userAgent: agent(measured), platform: 'macOS' },
    /^This is macOS; the built-in coefficients were measured on Linux\.$/,
  ],
  [
    'another system, by the user agent',
    { userAgent: agent(measured, 'Windows NT 10.0; Win64'), platform: null },
    /^This is Windows/,
  ],
  ['ChromeOS', { userAgent: agent(measured, 'X11; CrOS x86_64'), platform: null }, /^This is Chrome OS/],
  ['Android', { userAgent: agent(measured, 'Linux; Android 10; K'), platform: null }, /^This is Android/],
  [
    'much newer',
    { userAgent: agent(newest + 13), platform: 'Linux' },
    new RegExp(`^Chromium ${newest + 13} is much newer than the measured (\\d+ to )?${newest}\\.$`),
  ],
  [
    'older',
    { userAgent: agent(oldest - 1), platform: 'Linux' },
    new RegExp(`^Chromium ${oldest - 1} is older than the measured (\\d+ to )?${newest}\\.$`),
  ],
  [
    'another system in Firefox',
    { userAgent: FIREFOX(153, 'Windows NT 10.0; Win64'), platform: null },
    /^This is Windows; the built-in coefficients were measured on Linux\.$/,
  ],
  [
    'a much newer Firefox',
    { userAgent: FIREFOX(firefox + 13), platform: null },
    new RegExp(`^Firefox ${firefox + 13} is much newer than the measured ${firefox}\\.$`),
  ],
  ['another browser', { userAgent: 'Version/18.0 Safari/605', platform: 'Linux' }, /not known to be a Chromium/],
  ['nothing known', { userAgent: null, platform: null }, /The system is not known.*not known to be a Chromium/],
  ['nonsense from a file', { userAgent: 'Chrome/NaN', platform: 'x'.repeat(999) }, /^This is x{40}; /],
];
for (const [name, browser, reason] of uncalibrated) {
  test(`uncalibrated: ${name}`, () => expect(uncalibratedBecause(browser).join(' ')).toMatch(reason));
}
