/**
 * Recognizes mediasoup-client in a line of a stack: by its script's path, or by its handler classes, which
 * are named after browsers. Used by the hook and by core/callsite/sdk.ts.
 */
export const MEDIASOUP =
  /mediasoup-client|\b(?:Chrome(?:111|74|70|67|55)|Firefox(?:120|60)|Safari(?:12|11)|ReactNative\w*)\.send\b/;
