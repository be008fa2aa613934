import { expect, test } from '@playwright/test';
import { recordingOf } from '../../fixtures/recordings';
import { oneCamera, reuseOn, threeHundred, twenty } from '../../fixtures/scenes';
import { connectionVerdicts } from '../../verdict/connection';
import { evidenceOf } from '../../verdict/gather';
import { BadFile } from '../fault';
import { pack } from '../pack';
import { openRecording } from '../read/open';
import { migrate } from './migrate';
import { toModel, toRecording } from './recording-model';
import { readRecording } from './schema';

const T0 = Date.UTC(2026, 0, 1);

for (const [name, recording] of Object.entries({
  one: () => recordingOf(oneCamera(T0)),
  twenty: () => recordingOf(twenty(T0)),
  'reuse on': () => recordingOf(reuseOn(T0)),
  'three hundred in two documents': () => recordingOf(...threeHundred(T0)),
})) {
  test(`a recording comes back as it was written: ${name}`, async () => {
    const written = recording();
    const read = await openRecording(await pack(JSON.stringify(written)));
    expect(readRecording(JSON.parse(JSON.stringify(written)))).toEqual(JSON.parse(JSON.stringify(written)));
    const again = toRecording(read);
    expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(written)));
  });

  test(`verdicts are the same before and after: ${name}`, () => {
    const written = recording();
    const verdicts = (from: typeof written) =>
      toModel(from).documents.flatMap((model) => connectionVerdicts(evidenceOf(model)));
    const read = readRecording(JSON.parse(JSON.stringify(written)));
    expect(verdicts(read)).toEqual(verdicts(written));
    expect(verdicts(read).length).toBeGreaterThan(0);
  });
}

test('a large one is gzip, and smaller for it', async () => {
  const text = JSON.stringify(recordingOf(...threeHundred(T0)));
  const packed = await pack(text);
  const start = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  expect([...start]).toEqual([0x1f, 0x8b]);
  expect(packed.size).toBeLessThan(text.length / 5);
});

test('a newer version, none, and one that never was are told apart', () => {
  const good = recordingOf(oneCamera(T0));
  const error = (version: unknown) => {
    try {
      readRecording({ ...good, version });
    } catch (fault) {
      expect(fault).toBeInstanceOf(BadFile);
      return (fault as Error).message;
    }
    return 'accepted';
  };
  expect(error(2)).toBe('This recording has version 2, and this inspector reads up to 1: update it.');
  expect(error(0)).toBe('This recording has version 0, which never was released.');
  expect(error('1')).toBe('This transceiver-inspector-recording has no version number, so it can’t be read.');
  expect(error(1)).toBe('accepted');
});

test('an older version is brought up to date step by step', () => {
  const steps = {
    1: (old: Record<string, unknown>) => ({ ...old, environment: { browser: old.browser } }),
    2: ({ browser: _, ...old }: Record<string, unknown>) => old,
  };
  expect(migrate({ version: 1, browser: 'Chrome' }, steps, 3)).toEqual({
    version: 3,
    environment: { browser: 'Chrome' },
  });
});

test('what is wrong is said with its place', () => {
  const damaged = JSON.parse(JSON.stringify(recordingOf(oneCamera(T0))));
  damaged.documents[0].transceivers[0].kind = 'data';
  expect(() => readRecording(damaged)).toThrow(
    'This recording is damaged: "documents[0].transceivers[0].kind" must be one of audio, video, but is "data".',
  );
});
