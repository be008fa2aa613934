import { type ExpectedPage, GROWING, NOT_GROWING } from './types';

/** What others send, what is never used, and what becomes of the description. */
export const RECEIVERS: readonly ExpectedPage[] = [
  {
    page: 'leaks/receivers/speakers-of-a-member',
    what: 'Six speakers come and go, an m-line each, on a connection that also sends a microphone',
    like: 'mattermost/rtcd#77',
    findings: [
      {
        id: 'receivers-piling-up',
        state: 'growing',
        fn: null,
        subject: ['audio'],
        count: 6,
        cost: 'measured',
        call: null,
      },
    ],
    also: [],
    overall: GROWING,
    facts: { transceivers: 7, sending: 1, receiving: 0, resting: 6, captures: 1 },
  },
  {
    page: 'leaks/receivers/viewer-of-many',
    what: 'Six channels one after the other, picture and sound, on a connection that sends nothing',
    like: 'ionorg/ion-sfu#635',
    findings: [
      {
        id: 'receivers-piling-up',
        state: 'growing',
        fn: null,
        subject: ['video'],
        count: 10,
        cost: 'measured',
        call: null,
      },
    ],
    also: ['sdp-size'],
    overall: GROWING,
    facts: { transceivers: 12, receiving: 2, resting: 10 },
  },
  {
    page: 'leaks/receivers/slots-per-renegotiation',
    what: 'Two recvonly slots more with each of six offers, none ever used, beside a microphone that is sent',
    like: 'livekit/livekit#4892',
    findings: [
      {
        id: 'never-used',
        state: 'growing',
        fn: ['ensureSlots'],
        subject: ['video'],
        count: 12,
        cost: 'measured',
        call: ['getTransceivers'],
      },
    ],
    // 61 kB and growing.
    also: ['sdp-size'],
    overall: GROWING,
    facts: { transceivers: 13, sending: 1, resting: 12, mLines: 13, sdpBytes: { min: 50_000 } },
  },
  {
    page: 'leaks/receivers/inactive-placeholders',
    what: 'An inactive transceiver more with each of six mutes',
    like: null,
    findings: [
      {
        id: 'never-used',
        state: 'growing',
        fn: ['mute'],
        subject: ['audio'],
        count: 6,
        cost: 'measured',
        call: ['addTransceiver', 'getTransceivers'],
      },
    ],
    also: [],
    overall: GROWING,
    facts: { transceivers: 7, sending: 1, resting: 6 },
  },
  {
    page: 'leaks/receivers/offer-passes-64-kb',
    what: 'Three recvonly slots a subscription, until the offer is larger than 64 kB',
    like: 'element-hq/element-call#625',
    findings: [
      {
        id: 'never-used',
        state: 'growing',
        fn: ['subscribe'],
        subject: ['video'],
        count: 24,
        cost: 'measured',
        call: ['getTransceivers'],
      },
      {
        id: 'sdp-size',
        state: 'growing',
        fn: ['subscribe'],
        subject: ['64 kB'],
        count: 65_536,
        cost: 'not known',
        call: ['getTransceivers', 'stop()'],
      },
    ],
    also: ['open-unused'],
    overall: GROWING,
    facts: { transceivers: 24, resting: 24, mLines: 24, sdpBytes: { min: 65_536 } },
  },
];

export const NEGOTIATION: readonly ExpectedPage[] = [
  {
    page: 'leaks/negotiation/offer-lost',
    what: 'The offer for a share is never answered; the call goes on without it',
    like: null,
    findings: [
      {
        id: 'offer-unanswered',
        state: 'not-growing',
        fn: ['share'],
        subject: ['offer'],
        count: 1,
        cost: 'not known',
        call: ['rollback'],
      },
    ],
    // The display is captured and does not get out.
    also: ['captures-unsent', 'never-used'],
    overall: NOT_GROWING,
    facts: { connections: 1, connected: 1, unanswered: 1, transceivers: 2, sending: 1 },
  },
  {
    page: 'leaks/negotiation/offered-again-and-again',
    what: 'Six offers, each set over the last one that has had no answer, each with a slot more',
    like: null,
    findings: [
      {
        id: 'never-used',
        state: 'growing',
        fn: ['changeLayout'],
        subject: ['video'],
        count: 6,
        cost: 'measured',
        call: ['getTransceivers'],
      },
      {
        id: 'offer-unanswered',
        state: 'not-growing',
        fn: ['changeLayout'],
        subject: ['offer'],
        count: 1,
        cost: 'not known',
        call: ['rollback', 'setRemoteDescription'],
      },
    ],
    // The figures must be those of the last offer: 6 m-lines, more than 30 kB.
    also: ['sdp-size', 'open-unused'],
    overall: GROWING,
    facts: { connections: 1, unanswered: 1, transceivers: 6, resting: 6, mLines: 6, sdpBytes: { min: 30_000 } },
  },
  {
    page: 'leaks/negotiation/glare',
    what: 'Both ends offer at the same time and neither yields',
    like: null,
    findings: [
      {
        id: 'offer-unanswered',
        state: 'not-growing',
        fn: ['offer'],
        subject: ['offer'],
        count: 1,
        cost: 'not known',
        call: ['rollback'],
      },
    ],
    also: ['captures-unsent', 'never-used'],
    overall: NOT_GROWING,
    facts: { connections: 1, connected: 1, unanswered: 1, transceivers: 2, sending: 1 },
  },
];
