/**
 * In place of Hammer.js, 43 kB, which chartjs-plugin-zoom takes the gestures of touch screens from, where
 * it is there. A panel in DevTools gets none; keys, dragging and Ctrl with the wheel zoom.
 */
export default null;
