import { isObject } from '../read/json';
import { isEventLine } from '../read/lines';
import type { Refusal } from './refusal';

const STATS_TYPE =
  /"type":\s*"(outbound-rtp|inbound-rtp|remote-inbound-rtp|candidate-pair|media-source|peer-connection|transport|codec|local-candidate|certificate|googCandidatePair|ssrc)"/;
const isStats = (value: unknown) => isObject(value) && STATS_TYPE.test(`"type":"${String(value.type)}"`);
const valuesOf = (json: object) => Object.values(json).slice(0, 20);
/** A member of a statistics entry over time, as the dump holds it. */
const isSeries = (value: unknown) => isObject(value) && 'startTime' in value && 'values' in value;
const isConnection = (value: unknown) => isObject(value) && ('updateLog' in value || isObject(value.stats));

const json = (what: string, is: (json: Record<string, unknown>) => boolean, instead?: string): Refusal => ({
  what,
  is: (content) => isObject(content.json) && is(content.json),
  instead,
});

export const JSON_REFUSALS: readonly Refusal[] = [
  json(
    'a HAR file, which holds network requests and nothing of peer connections',
    ({ log }) => isObject(log) && 'entries' in log,
  ),
  json(
    'a NetLog of chrome://net-export, which holds network events and nothing of peer connections',
    ({ constants, events }) => isObject(constants) && 'logEventTypes' in constants && Array.isArray(events),
  ),
  json(
    'a calibration of this tool, which holds coefficients and no call',
    ({ format }) => format === 'transceiver-inspector-calibration',
    'load it in the panel (Settings, Calibration), or give it to analyze --calibration',
  ),
  json('a trace of chrome://tracing or of the Performance panel', (each) => 'traceEvents' in each),
  json(
    'a heap snapshot, which holds the page’s JavaScript objects',
    ({ snapshot, nodes }) => isObject(snapshot) && Array.isArray(nodes),
  ),
  json(
    'a log of a Jitsi server (jvb, jicofo or jigasi), which holds nothing of a browser',
    (each) => 'statsSessionId' in each,
  ),
  json(
    'one connection of a webrtc-internals dump without what is around it',
    (each) => isConnection(each) || valuesOf(each).some((value) => isConnection(value) || isSeries(value)),
    'ask for the whole file as chrome://webrtc-internals saved it',
  ),
  json(
    'an export of getStats(), which holds no transceivers and no events',
    (each) => isStats(each) || valuesOf(each).some(isStats),
  ),
  {
    what: 'the lines of an rtcstats file in one list',
    is: ({ isList, text }) => isList && isEventLine(text.slice(text.indexOf('[') + 1, 1_000)),
    instead: 'ask for the file as it was recorded, with one list in each line',
  },
  {
    what: 'a list of dumps',
    is: ({ isList, text }) => isList && /^\s*\[\s*\{/.test(text) && /"PeerConnections"/.test(text.slice(0, 100_000)),
    instead: 'open each in a file of its own',
  },
  {
    what: 'an export of getStats(), which holds no transceivers and no events',
    is: ({ isList, text }) => isList && STATS_TYPE.test(text.slice(0, 100_000)),
  },
];
