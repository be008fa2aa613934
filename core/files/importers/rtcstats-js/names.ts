/**
 * The numbers that rtcstats-js writes instead of names. They are part of its file format (version 3 of "RTCStats
 * dump file format" in rtcstats-server's README) and are never given out again. Only those that are read here.
 */

const EVENTS: Readonly<Record<string, string>> = {
  g: 'getStats',
  1: 'getStats',
  3: 'createOfferOnSuccess',
  5: 'createAnswerOnSuccess',
  6: 'setLocalDescription',
  7: 'setLocalDescriptionOnSuccess',
  14: 'setLocalDescriptionOnFailure',
  8: 'setRemoteDescription',
  9: 'setRemoteDescriptionOnSuccess',
  15: 'setRemoteDescriptionOnFailure',
  20: 'onicecandidate',
  22: 'ontrack',
  23: 'onsignalingstatechange',
  24: 'oniceconnectionstatechange',
  25: 'onconnectionstatechange',
  30: 'addTrack',
  31: 'addTrackOnSuccess',
  32: 'addTransceiver',
  33: 'addTransceiverOnSuccess',
  34: 'removeTrack',
  35: 'createDataChannel',
  36: 'close',
  39: 'create',
  51: 'replaceTrack',
  61: 'navigator.mediaDevices.getUserMediaOnSuccess',
  64: 'navigator.mediaDevices.getDisplayMediaOnSuccess',
};

const STATS_TYPES: Readonly<Record<string, string>> = { 2: 'outbound-rtp', 12: 'media-source', 14: 'codec' };

const STATS_MEMBERS: Readonly<Record<string, string>> = {
  t: 'timestamp',
  6: 'mimeType',
  10: 'ssrc',
  11: 'kind',
  12: 'codecId',
  17: 'trackIdentifier',
  18: 'mid',
  23: 'frameWidth',
  24: 'frameHeight',
  25: 'framesPerSecond',
  66: 'contentType',
  80: 'bytesSent',
  81: 'mediaSourceId',
  82: 'rid',
  91: 'framesEncoded',
  98: 'encoderImplementation',
  99: 'powerEfficientEncoder',
  100: 'active',
  101: 'scalabilityMode',
};

const nameIn = (table: Readonly<Record<string, string>>, key: string | number): string =>
  Object.hasOwn(table, key) ? table[key]! : String(key);

export const eventName = (key: string | number) => nameIn(EVENTS, key);
export const statsMember = (key: string) => nameIn(STATS_MEMBERS, key);
export const statsType = (key: unknown) =>
  typeof key === 'number' || typeof key === 'string' ? nameIn(STATS_TYPES, key) : key;
