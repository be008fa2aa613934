/**
 * The reasons for what a patch did: codes for the messages, and sentences for people.
 * The rules are those of docs/internals.md, "Reuse, rule by rule".
 */
export const REASONS = {
  // reused / switched
  'handed-back': 'A released, idle transceiver was handed back instead of a new one.',
  'stopped-lazily':
    'A released, idle transceiver was stopped because the page publishes again; the next offer frees its encoder.',
  'downscaled-on-release': 'The page released it, so its idle encoder was downscaled.',
  'downscaled-on-track-end':
    'Its track has ended, and it sends nothing until it gets another track, so its idle encoder was downscaled.',
  'downscaled-by-button': 'Its idle encoder was downscaled by hand.',
  'sends-again': 'The page sends again, so its encodings are what the page set.',
  'patch-ended': 'The patch or the panel went away, so its encodings are what the page set.',
  'switched-on': 'The patch was switched on.',
  'switched-off': 'The patch was switched off.',
  'attention-ended': 'DevTools was closed, so the patch ended.',
  'panel-gone':
    'No panel was there any more (DevTools closed, or the extension reloaded, updated or turned off), so the patch ended before it acted.',
  'not-confirmed': 'No panel confirmed the patch after the page loaded, so it ended.',
  // passed: the patch does not apply to the call
  'no-track': 'The call names only a kind and does not ask for sendonly, so it may be for receiving.',
  'direction-without-send': 'The call asks for a direction that does not send.',
  'native-reuse': 'The browser itself reuses a never-used sender for this addTrack.',
  'native-error': 'The browser refuses this call, so it got the browser’s own error.',
  'unusual-init': 'The call has options that only the browser can judge, so it got the call as it is.',
  'track-ended': 'The track has ended.',
  'track-not-shown': 'The page froze RTCRtpSender.prototype, so a sender could not show the new track at once.',
  'no-candidate': 'There is no idle transceiver of this kind yet.',
  // refused: one reason per candidate
  closed: 'The connection is closed.',
  stopped: 'The transceiver is stopped or stopping.',
  'not-publisher': 'It was not made by a local addTransceiver, addTrack or addStream.',
  'never-sent': 'It has never sent, so it may be a receive slot.',
  'not-released':
    'The page paused it (replaceTrack(null) or a direction) but never called removeTrack: its owner may resume it.',
  'track-ended-not-released':
    'Its track has ended, but the page has not taken it away (removeTrack(), or replaceTrack() with a new track), so it may still use this sender.',
  'not-idle': 'It still has a track.',
  'direction-not-idle': 'Its direction still sends, or is not one that an unpublish leaves behind.',
  'negotiation-pending': 'A negotiation that began before the release is still in flight.',
  'replace-pending': 'A replaceTrack() on its sender has not settled.',
  claimed: 'Another publish took it and released it a moment ago; the browser is still at it.',
  'encodings-differ': 'Number or rids of its encodings differ from the ones asked for, and those can never change.',
  'simulcast-collapsed': 'The remote side dropped simulcast, and its sender can never get the layers back.',
  'encoded-transform': 'It has an encoded transform; createEncodedStreams() throws the second time.',
  'dtmf-pending': 'DTMF tones are still pending; they would go on in the new publish.',
  'still-receives': 'It still receives, and stopping it would cut that.',
  'bundle-tagged': 'It holds the first m-line of the bundle; stopping that rebuilds the whole transport.',
  'only-m-line': 'It holds the only m-line; stopping that drops the connection.',
  'answers-only': 'The page only answers, and only a local offer carries out a stop: no effect here.',
  'audio-nothing-to-free': 'An audio encoder holds next to nothing.',
  'sdk-mediasoup': 'mediasoup-client expects every transceiver it adds to have a new m-line.',
  'sdk-janus': 'Janus keeps the first mid of an m-line, so a publish on the recycled one would fail.',
  'sdk-livekit-layers':
    'livekit-server learns simulcast layers from header extensions that the browser sends only at first; on a reused m-line it loses them.',
  'sdk-livekit-renegotiated':
    'livekit-server stops receiving for good on an m-line that is inactive in two offers, and there was more than one since its release.',
  'sdk-livekit-codec':
    'livekit-server does not choose the codec on a recycled m-line, so VP8 would be sent where another one was asked for, and no picture come.',
  'sdk-one-at-a-time':
    'LiveKit matches the first pending track of a kind when the id is an old one: one pending reuse of a kind at a time.',
  'set-refused': 'The browser refused the change of encodings.',
  'reset-failed': 'What the last publish left on its sender could not be reset.',
  // after a handover
  'old-owner-acted':
    'The page changed a sender that had just been handed to a newer publish, before that one was negotiated: most likely its old owner.',
  'released-in-window': 'removeTrack, stop or close came before replaceTrack settled and wins.',
  'replace-rejected': 'replaceTrack() was rejected; the transceiver was released again.',
} as const;

export type Reason = keyof typeof REASONS;

/** The hook as built says a reason by its place in this list (content/build/squeeze.ts); at the first place there is none. */
export const REASON_CODES: readonly string[] = ['', ...Object.keys(REASONS)];
