/**
 * Recognizes libraries in a stack: by a script's path, or by their methods, which bundlers leave as they are. Used by
 * the hook and by core/callsite/sdk.ts. Chrome writes a method with its class (`PCTransport.addTransceiver`), Firefox
 * without (`addTransceiver`): there it takes names that no one else has, or two in a row.
 */
export const LIVEKIT = /livekit-client|\bPCTransport\.add|\baddPublisherTra/;
/** Its handler classes are named after browsers. In Firefox: Transport.produce(), in its queue, calls send(). */
export const MEDIASOUP =
  /mediasoup-client|\b(?:(?:Chrome|Firefox|Safari)\d+|ReactNative\w*)\.send\b|^send@.*\nproduce\//m;
