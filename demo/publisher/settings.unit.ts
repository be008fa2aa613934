import { expect, test } from '@playwright/test';
import { CHOICES, DEFAULTS, hintOf, parseSettings, toQuery } from './settings';

const parse = (query: string) => parseSettings(new URLSearchParams(query));

test('no query means the defaults', () => {
  expect(parse('')).toEqual({ settings: DEFAULTS, problems: [] });
});

test('all settings survive the way to the URL and back', () => {
  const settings = {
    ...DEFAULTS,
    source: 'screen',
    width: 1920,
    height: 1080,
    picture: 'motion',
    hint: 'none',
    codec: 'VP9',
    mode: 'L3T3_KEY',
    simulcast: true,
    publish: 'reuse',
    unpublish: 'inactive+removeTrack+stop',
    cycles: 3,
    fps: 30,
    audio: true,
    receiver: 'page',
    auto: true,
    timeout: 60,
  } as const;
  expect(parse(toQuery(settings))).toEqual({ settings, problems: [] });
  expect(toQuery(DEFAULTS)).toBe('');
});

test('an unescaped plus and a name without its brackets are understood', () => {
  expect(parse('unpublish=inactive+removeTrack+stop').settings.unpublish).toBe('inactive+removeTrack+stop');
  expect(parse('unpublish=replaceTrack').settings.unpublish).toBe('replaceTrack(null)');
  expect(parse('unpublish=stop').settings.unpublish).toBe('stop()');
  for (const unpublish of CHOICES.unpublish) {
    expect(parse(`unpublish=${encodeURIComponent(unpublish)}`)).toEqual({
      settings: { ...DEFAULTS, unpublish },
      problems: [],
    });
  }
});

test('size sets both sides', () => {
  expect(parse('size=2160').settings).toMatchObject({ width: 3840, height: 2160 });
  expect(parse('size=360').settings).toMatchObject({ width: 640, height: 360 });
});

test('what cannot be used keeps its default and is named', () => {
  const bad = 'codec=H266&size=721&width=99999&cycles=1.5&mode=<b>&audio=maybe&fps=-1';
  const { settings, problems } = parse(bad);
  expect(settings).toEqual(DEFAULTS);
  expect(problems).toHaveLength(7);
  expect(parse('publish=addTrack&simulcast=1').problems).toHaveLength(1);
});

test('spatial layers come with a moving picture', () => {
  expect(parse('codec=VP9&mode=L3T3_KEY')).toMatchObject({ settings: { picture: 'motion' }, problems: [] });
  expect(parse('codec=VP9&mode=L3T3_KEY&picture=detail').problems).toHaveLength(1);
  expect(parse('codec=VP9&mode=L1T3')).toMatchObject({ settings: { picture: 'detail' }, problems: [] });
});

test('the content hint is the picture’s unless it is said', () => {
  const hint = (query: string) => hintOf(parse(query).settings);
  expect(['', 'picture=motion', 'picture=motion&hint=text', 'hint=none'].map(hint)).toEqual([
    'detail',
    'motion',
    'text',
    '',
  ]);
  expect(parse('hint=music').problems).toEqual(['hint is one of picture, none, detail, text, motion, not "music".']);
  const asked = 'codec=VP9&mode=L3T3_KEY&hint=';
  expect(parse(`${asked}text`).problems).toEqual(['L3T3_KEY needs hint=motion: Chrome sends a still one as VP8.']);
  expect(parse(`${asked}motion`)).toMatchObject({ settings: { picture: 'detail' }, problems: [] });
});

test('simulcast gets what it needs', () => {
  expect(parse('simulcast=1&size=360').problems).toHaveLength(1);
  expect(parse('simulcast=1&codec=VP9').settings.mode).toBe('L1T3');
  expect(parse('simulcast=1&codec=H264').settings.mode).toBe('');
});

test('parameters of others are left alone', () => {
  expect(parse('utm_source=x&toString=1&__proto__=2')).toEqual({ settings: DEFAULTS, problems: [] });
});
