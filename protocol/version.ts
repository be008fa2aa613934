/** Incremented with every incompatible change of the messages. */
export const PROTOCOL_VERSION = 1;
