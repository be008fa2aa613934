import { expect, test } from '@playwright/test';
import { parseSettings } from '../../demo/publisher/settings';
import { type RecordingModel, toModel } from '../files/format/recording-model';
import { fixtureDump } from '../files/importers/webrtc-internals/fixtures/dump';
import { parseRecording } from '../files/read/open';
import { recordingOf } from '../fixtures/recordings';
import { twenty } from '../fixtures/scenes';
import { evidenceOf } from '../verdict/gather';
import { reproduce } from './reproduce';

const queryOf = ({ documents }: RecordingModel) => reproduce(documents.map((model) => evidenceOf(model)));

const cases = {
  'a recording: a camera and twenty shares': [
    () => toModel(recordingOf(twenty(Date.UTC(2026, 0, 1)))),
    { codec: 'VP8', size: '1080', cycles: '21', unpublish: 'inactive+removeTrack' },
  ],
  'a dump, stopped': [
    () => parseRecording(fixtureDump('stopped')),
    { codec: 'VP8', size: '180', cycles: '4', unpublish: 'stop()' },
  ],
  'a dump, replaced': [
    () => parseRecording(fixtureDump('replaced')),
    { codec: 'VP8', size: '180', cycles: '3', unpublish: 'replaceTrack(null)' },
  ],
  'a dump, addTrack': [
    () => parseRecording(fixtureDump('camera-and-microphone')),
    { codec: 'VP8', size: '180', cycles: '3', publish: 'addTrack', unpublish: 'removeTrack' },
  ],
} as const;

for (const [name, [recording, expected]] of Object.entries(cases)) {
  test(`codec, size, ways and cycles of ${name}, as the demo understands them`, () => {
    const query = queryOf(recording());
    expect(query).toMatchObject(expected);
    expect(parseSettings(new URLSearchParams(query!)).problems).toEqual([]);
  });
}

test('nothing published, nothing to do again', () => {
  expect(reproduce([])).toBeNull();
});

test('what a file calls a mode gets into no command', () => {
  const recording = recordingOf(twenty(Date.UTC(2026, 0, 1)));
  for (const { stats } of recording.documents[0]!.transceivers) {
    for (const layer of stats?.layers ?? [])
      Object.assign(layer, { codec: 'video/vp9', scalabilityMode: "L1T1'; ls '" });
  }
  expect(queryOf(toModel(recording))).toMatchObject({ codec: 'VP9' });
  expect(queryOf(toModel(recording))).not.toHaveProperty('mode');
});
