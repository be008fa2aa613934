/**
 * How mediasoup-client is recognized in a line of a stack: by its script's path, or by its handlers, which are
 * classes named after the browser they were written for. The hook and core/callsite/sdk.ts both ask.
 */
export const MEDIASOUP =
  /mediasoup-client|\b(?:Chrome(?:111|74|70|67|55)|Firefox(?:120|60)|Safari(?:12|11)|ReactNative\w*)\.send\b/;
