import { type ExpectedFinding, type ExpectedPage, GROWING, NOT_GROWING } from './types';

const unsent = (fn: string, subject: readonly string[], count: number): ExpectedFinding => ({
  id: 'captures-unsent',
  state: 'growing',
  fn: [fn],
  subject,
  count,
  cost: 'measured',
  call: ['stop()'],
});

const generated = (fn: string, subject: readonly string[], count: number): ExpectedFinding => ({
  ...unsent(fn, subject, count),
  id: 'generated-tracks',
});

export const CAPTURES: readonly ExpectedPage[] = [
  {
    page: 'leaks/captures/settings-preview-kept',
    what: 'Four cameras captured for a preview, on a page without a connection',
    like: 'nextcloud/talk-desktop#1686',
    findings: [unsent('openSettings', ['camera'], 4)],
    also: [],
    overall: GROWING,
    facts: { connections: 0, captures: 4, capturesUnsent: 4 },
  },
  {
    page: 'leaks/captures/level-meter-microphone',
    what: 'Four microphones captured for a level meter, on a page without a connection',
    like: 'GoogleChrome/developer.chrome.com#4894',
    findings: [{ ...unsent('showMeter', ['microphone'], 4), notWords: ['preview'] }],
    also: [],
    overall: GROWING,
    facts: { connections: 0, captures: 4, capturesUnsent: 4 },
  },
  {
    page: 'leaks/captures/share-ended-still-captured',
    what: 'Four displays captured; each was taken off its sender and is still captured',
    like: null,
    findings: [unsent('share', ['screen'], 4)],
    also: [],
    overall: GROWING,
    facts: { transceivers: 1, sending: 0, captures: 4, capturesUnsent: 4 },
  },
  {
    page: 'leaks/captures/camera-off-by-enabled',
    what: 'A camera that is off by enabled = false, and sent and held',
    like: 'element-hq/element-call#5',
    findings: [
      {
        id: 'captures-off',
        state: 'not-growing',
        // Where it is captured, or where it is turned off.
        fn: ['call', 'cameraOff'],
        subject: ['camera'],
        count: 1,
        cost: 'measured',
        call: ['stop()', 'replaceTrack'],
      },
    ],
    also: [],
    overall: NOT_GROWING,
    facts: { transceivers: 2, sending: 2, captures: 2, capturesOff: 1, capturesUnsent: 0 },
  },
  {
    page: 'leaks/captures/camera-on-captures-again',
    what: 'Six captures of one camera; five are off by enabled = false and no longer sent',
    like: null,
    findings: [unsent('cameraOn', ['camera'], 5)],
    also: ['captures-off'],
    overall: GROWING,
    facts: { transceivers: 1, sending: 1, captures: 6, capturesUnsent: 5, capturesOff: 5 },
  },
  {
    page: 'leaks/captures/capture-per-retry',
    what: 'Four cameras and four microphones, captured for publishes that were refused',
    like: null,
    findings: [unsent('publish', ['camera'], 4)],
    also: [],
    overall: GROWING,
    facts: { connections: 0, captures: 8, capturesUnsent: 8 },
  },
];

export const TRACKS: readonly ExpectedPage[] = [
  {
    page: 'leaks/tracks/canvas-never-stopped',
    what: 'Five canvas tracks, each sent for a moment, none stopped',
    like: null,
    findings: [generated('present', ['canvas'], 5)],
    also: [],
    overall: GROWING,
    facts: { transceivers: 1, sending: 0, generated: 5, generatedUnsent: 5 },
  },
  {
    page: 'leaks/tracks/worker-generator-kept',
    what: 'Five generators whose frames a worker writes, each sent for a moment, none stopped',
    like: null,
    findings: [generated('startEffect', ['generat'], 5)],
    also: [],
    overall: GROWING,
    facts: { transceivers: 1, sending: 0, generated: 5, generatedUnsent: 5 },
  },
  {
    page: 'leaks/tracks/player-captured-again',
    what: 'A player captured four times, each time sent for a moment, never stopped',
    like: null,
    // What a track of an element holds was not measured.
    findings: [{ ...generated('showFilm', ['element', 'player'], 4), cost: 'not known' }],
    also: [],
    overall: GROWING,
    facts: { transceivers: 1, sending: 0, generated: { min: 4 }, generatedUnsent: { min: 4 } },
  },
  {
    page: 'leaks/tracks/ended-track-published',
    what: 'The second call publishes the camera and the microphone of the first, which have ended',
    like: 'element-hq/element-call#89',
    findings: [dead('call', ['camera'], 1, ['readyState', 'getUserMedia'])],
    also: ['idle-senders'],
    overall: NOT_GROWING,
    facts: { connections: 1, connected: 1, transceivers: 2, sending: 0, sendingDead: 2, captures: 0 },
  },
  {
    page: 'leaks/tracks/device-unplugged',
    what: 'The camera ends in the middle of a call and is sent on',
    like: null,
    findings: [dead('call', ['camera'], 1, ['replaceTrack'])],
    also: ['idle-senders'],
    overall: NOT_GROWING,
    facts: { connections: 1, transceivers: 2, sending: 1, sendingDead: 1 },
  },
  {
    page: 'leaks/tracks/muted-relay',
    what: 'A received track that is muted is relayed',
    like: null,
    findings: [dead('relay', ['muted'], 1, ['replaceTrack'])],
    also: [],
    overall: NOT_GROWING,
    facts: { connections: 2, connected: 2, transceivers: 2, sending: 0, sendingDead: 1 },
  },
];

function dead(fn: string, subject: readonly string[], count: number, call: readonly string[]): ExpectedFinding {
  return { id: 'dead-track-sent', state: 'not-growing', fn: [fn], subject, count, cost: 'not known', call };
}
