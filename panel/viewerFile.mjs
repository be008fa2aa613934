/** Name of the self-contained viewer, as a build of its own and in the built extension. */
export const VIEWER_FILE = 'transceiver-inspector-viewer.html';
