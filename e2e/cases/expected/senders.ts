import { type ExpectedFinding, type ExpectedPage, GROWING } from './types';

/** Idle senders pile up: their encoders are estimated, by codec and size. */
const idle = (finding: Pick<ExpectedFinding, 'fn' | 'subject' | 'count' | 'call'>): ExpectedFinding => ({
  id: 'idle-senders',
  state: 'growing',
  cost: 'estimate',
  ...finding,
});

export const SENDERS: readonly ExpectedPage[] = [
  {
    page: 'leaks/senders/simulcast-camera-ended',
    what: 'Five cameras in three layers; the track of four has ended, none was taken away',
    like: 'onsip/SIP.js#728',
    findings: [idle({ fn: ['publish'], subject: ['camera'], count: 4, call: ['removeTrack', 'replaceTrack'] })],
    // Four senders publish a track that has ended: the same four.
    also: ['dead-track-sent', 'sdp-size'],
    overall: GROWING,
    facts: { connections: 1, transceivers: 5, sending: 1, sendingDead: 4, captures: 1, mLines: 5 },
  },
  {
    page: 'leaks/senders/share-sound-kept',
    what: 'Five shares: the picture on one sender, the sound on a new one each time',
    like: 'element-hq/element-call#625',
    findings: [idle({ fn: ['shareSound'], subject: ['audio', 'sound'], count: 5, call: ['replaceTrack'] })],
    also: [],
    overall: GROWING,
    facts: { transceivers: 6, sending: 0, resting: 6, captures: 0 },
  },
  {
    page: 'leaks/senders/whiteboard-republished',
    what: 'A canvas published and unpublished five times, each on a new transceiver',
    like: null,
    findings: [
      idle({ fn: ['publishBoard'], subject: ['canvas', 'video'], count: 5, call: ['stop()', 'replaceTrack'] }),
    ],
    also: ['sdp-size'],
    overall: GROWING,
    facts: { transceivers: 5, resting: 5, generated: 0, mLines: 5 },
  },
  {
    page: 'leaks/senders/paused-never-resumed',
    what: 'Five cameras paused by replaceTrack(null); each comes back on a new transceiver',
    like: null,
    findings: [idle({ fn: ['show'], subject: ['camera'], count: 5, call: ['replaceTrack'] })],
    also: ['sdp-size'],
    overall: GROWING,
    facts: { transceivers: 5, sending: 0, resting: 5, captures: 0 },
  },
  {
    page: 'leaks/senders/clone-per-unmute',
    what: 'Five clones of one microphone are sent at once, one more with each unmute',
    like: 'onsip/SIP.js#541',
    findings: [
      {
        id: 'senders-accumulate',
        state: 'growing',
        fn: ['unmute'],
        subject: ['microphone'],
        count: 5,
        cost: 'measured',
        call: ['removeTrack', 'replaceTrack'],
      },
    ],
    // The original of the clones is captured and not sent.
    also: ['captures-unsent'],
    overall: GROWING,
    facts: { transceivers: 5, sending: 5, captures: 6, capturesUnsent: 1 },
  },
  {
    page: 'leaks/senders/camera-per-quality',
    what: 'Five captures of one camera are sent at once, one more with each quality',
    like: 'onsip/SIP.js#541',
    findings: [
      {
        id: 'senders-accumulate',
        state: 'growing',
        fn: ['chooseQuality'],
        subject: ['camera'],
        count: 5,
        cost: 'estimate',
        call: ['replaceTrack', 'removeTrack'],
      },
    ],
    also: ['sdp-size'],
    overall: GROWING,
    facts: { transceivers: 5, sending: 5, captures: 5, capturesUnsent: 0 },
  },
  {
    page: 'leaks/senders/camera-switch-by-removing',
    what: 'The camera is switched five times by removeTrack and addTrack in one turn',
    like: 'onsip/SIP.js#728',
    findings: [
      idle({ fn: ['switchCamera'], subject: ['camera'], count: 4, call: ['replaceTrack'] }),
      {
        id: 'device-switch',
        state: 'growing',
        fn: ['switchCamera'],
        subject: ['camera'],
        count: 4,
        // Its cost is that of the idle senders above: counted once.
        cost: 'not known',
        call: ['sender.replaceTrack(newTrack)'],
      },
    ],
    also: ['sdp-size'],
    overall: GROWING,
    facts: { transceivers: 5, sending: 1, resting: 4, captures: 1 },
  },
  {
    page: 'leaks/senders/microphone-switch-by-removing',
    what: 'The microphone is switched five times by removeTrack and addTransceiver in one turn, beside a camera',
    like: null,
    findings: [
      idle({ fn: ['chooseMicrophone'], subject: ['microphone'], count: 4, call: ['replaceTrack'] }),
      {
        id: 'device-switch',
        state: 'growing',
        fn: ['chooseMicrophone'],
        subject: ['microphone'],
        count: 4,
        cost: 'not known',
        call: ['sender.replaceTrack(newTrack)'],
      },
    ],
    also: [],
    overall: GROWING,
    facts: { transceivers: 6, sending: 2, resting: 4, captures: 2 },
  },
];
