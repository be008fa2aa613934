// @ts-expect-error It ships no types.
import observe from '@jitsi/rtcstats';

/** As its own trace-ws.js does, without the socket: each call and each sample of statistics as a line of JSON. */
let line = '';
let samples = 0;
const statsEntry = (...what: unknown[]) => {
  line = JSON.stringify([...what, Date.now()]);
  if (what[0] === 'getstats') samples++;
};
observe({ statsEntry }, { pollInterval: 1_000 });
Object.assign(window, { inspected: () => (line ? samples : 0) });
