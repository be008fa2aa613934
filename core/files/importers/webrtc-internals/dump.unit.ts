import { expect, test } from '@playwright/test';
import { replay } from '../../../history/replay';
import { connectionVerdicts } from '../../../verdict/connection';
import { evidenceOf } from '../../../verdict/gather';
import type { RecordingModel } from '../../format/recording-model';
import { parseRecording } from '../../read/open';
import { type FixtureName, fixtureDump } from './fixtures/dump';
import { readDescription } from './parse/description';
import { readTransceiver } from './parse/transceiver';

const verdictsOf = ({ documents }: RecordingModel) =>
  documents.flatMap((model) => connectionVerdicts(evidenceOf(model)));

/** As the page itself said when the dump was made. */
const REAL: Record<FixtureName, Record<string, unknown>> = {
  growing: {
    verdict: 'growing',
    publishes: 4,
    transceivers: { audio: 0, video: 4 },
    idle: { audio: 0, video: 4 },
    mLines: 4,
    sdpBytes: 16729,
  },
  'camera-and-microphone': {
    verdict: 'growing',
    publishes: 6,
    transceivers: { audio: 3, video: 3 },
    idle: { audio: 3, video: 3 },
    mLines: 6,
    sdpBytes: 20180,
  },
  stopped: {
    verdict: 'stable',
    pattern: 'recycled',
    publishes: 4,
    transceivers: { audio: 0, video: 0 },
    idle: { audio: 0, video: 0 },
    mLines: 1,
    sdpBytes: 3963,
  },
  replaced: {
    verdict: 'growing',
    publishes: 3,
    transceivers: { audio: 0, video: 3 },
    idle: { audio: 0, video: 3 },
    mLines: 3,
    sdpBytes: 12583,
  },
};

for (const [name, expected] of Object.entries(REAL)) {
  test(`a real dump says what the page said: ${name}`, () => {
    const [publisher] = verdictsOf(parseRecording(fixtureDump(name as FixtureName)));
    expect(publisher).toMatchObject(expected);
  });
}

test('counts over time, an estimate of idle encoders, and the machine', () => {
  const recording = parseRecording(fixtureDump('growing'));
  const [record] = recording.documents;
  const { steps } = record!.history;
  const span = { from: steps[0]!.at - 1, to: recording.savedAt };
  const points = replay([{ history: record!.history, connections: null }], span, new Set(['video']), 1000);
  const total = points.map(({ phases }) => phases.new + phases.sending + phases.idle);
  expect([...new Set(total)]).toEqual([0, 1, 2, 3, 4]);
  const idle = points.at(-1)!.encoders['video idle'];
  // 4 encoders of 640x360 in VP8: 34 to 44 MiB per Mpx.
  expect(idle.low).toBeGreaterThan(25);
  expect(idle.high).toBeLessThan(55);
  expect(recording.environment).toMatchObject({ platform: 'Linux', deviceMemoryGiB: 16, cores: 2, inspector: null });
  expect(recording.environment.userAgent).toContain('Chrome/156');
});

test('what was captured is known from getUserMedia', () => {
  const { documents } = parseRecording(fixtureDump('camera-and-microphone'));
  expect(new Set(documents[0]!.history.steps.map(({ source }) => source))).toEqual(new Set(['camera', 'microphone']));
});

/** The same dump as Chrome wrote it until 2025: texts for transceivers and descriptions, local times in whole seconds. */
function asOlder(text: string): string {
  const dump = JSON.parse(text);
  for (const connection of Object.values<any>(dump.PeerConnections)) {
    // It was printed in the zone of the browser that saved it.
    for (const key of Object.keys(connection.stats)) if (key.endsWith(']')) delete connection.stats[key];
    connection.updateLog = connection.updateLog.map(({ type, value, timestamp }: any) => {
      const date = new Date(timestamp - 9 * 3_600_000);
      const time = `${date.getMonth() + 1}/${date.getDate()}/${date.getFullYear()}, ${date.toLocaleTimeString('en-US')}`;
      return { type: type.replace(/^on(?=\w+statechange)/, ''), value: olderValue(type, value), time };
    });
  }
  return JSON.stringify(dump);
}

function olderValue(type: string, value: string): string {
  if (/^set\w+Description$/.test(type)) {
    const { type: kind, sdp } = JSON.parse(value);
    return `type: ${kind}, sdp: ${sdp.replaceAll('\r\n', '\n')}`;
  }
  if (type.endsWith('statechange')) return JSON.parse(value);
  if (!type.startsWith('transceiver')) return value;
  const t = JSON.parse(value);
  const quoted = (each: string | null) => (each === null ? 'null' : `'${each}'`);
  return `Caused by: ${t.reason}

getTransceivers()[${t.transceiverIndex}]:{
  mid:${quoted(t.mid)},
  kind:'${t.kind}',
  sender:{
    track:${quoted(t.sender.track)},
    streams:[${t.sender.streams.map(quoted).join(',')}],
    encodings: [
      {active: true, },
    ],
  },
  receiver:{
    track:${quoted(t.receiver.track)},
    streams:[],
  },
  direction:'${t.direction}',
  currentDirection:${quoted(t.currentDirection)},
}`;
}

for (const name of ['growing', 'camera-and-microphone', 'stopped'] as const) {
  test(`the older text form says the same: ${name}`, () => {
    const [today] = verdictsOf(parseRecording(fixtureDump(name)));
    const [older] = verdictsOf(parseRecording(asOlder(fixtureDump(name))));
    // Candidates are told of only as JSON.
    expect({ ...older, sdpBytes: null }).toEqual({ ...today, sdpBytes: null });
    expect(Math.abs(older!.sdpBytes! - today!.sdpBytes!)).toBeLessThan(500);
  });
}

test('whole seconds can’t order what happens within one: that is said, and no verdict is given', () => {
  const [verdict] = verdictsOf(parseRecording(asOlder(fixtureDump('replaced'))));
  expect(verdict).toMatchObject({ verdict: 'unknown', publishes: 3, idle: { audio: 0, video: 3 } });
  expect(verdict!.reasons.join()).toContain('No verdict: the file does not tell whether tracks were taken away');
  expect(verdictsOf(parseRecording(fixtureDump('replaced')))[0]!.verdict).toBe('growing');
});

for (const name of ['replaced', 'camera-and-microphone'] as const) {
  test(`streams without a mid, as Chrome 86 to 101 logged them, are found by their ssrc and their media source: ${name}`, () => {
    const dump = JSON.parse(fixtureDump(name));
    let removed = 0;
    for (const { stats } of Object.values<any>(dump.PeerConnections)) {
      for (const key of Object.keys(stats)) if (/^OT.*-mid$/.test(key) && delete stats[key]) removed += 1;
    }
    expect(removed).toBeGreaterThan(2);
    const today = parseRecording(fixtureDump(name));
    const text = JSON.stringify(dump);
    // Simulcast has no ssrc in the description.
    const older = parseRecording(name === 'replaced' ? text.replaceAll('a=ssrc:', 'a=no-ssrc:') : text);
    const bare = (each: RecordingModel) => verdictsOf(each).map((verdict) => ({ ...verdict, sdpBytes: null }));
    expect(bare(older)).toEqual(bare(today));
    const statsOf = ({ documents }: RecordingModel) =>
      documents.flatMap(({ transceivers }) =>
        [...transceivers.values()].map(({ stats, lastSize }) => ({ stats, lastSize })),
      );
    expect(statsOf(older)).toEqual(statsOf(today));
  });
}

test('times without a zone are moved to where the statistics begin', () => {
  const { documents } = parseRecording(asOlder(fixtureDump('growing')));
  const exact = parseRecording(fixtureDump('growing')).documents[0]!.history.steps[0]!.at;
  expect(Math.abs(documents[0]!.history.steps[0]!.at - exact)).toBeLessThan(1_500);
});

test('the text of Chrome before 2021, without kind and with stopped', () => {
  const text =
    "Caused by: addTrack\n\ngetTransceivers()[2]:{\n  mid:'2',\n  sender:{\n    track:'s',\n    streams:['a','b'],\n  },\n  receiver:{\n    track:'r',\n    streams:[],\n  },\n  stopped:true,\n  direction:'sendrecv',\n  currentDirection:'inactive',\n}";
  expect(readTransceiver(text)).toMatchObject({
    index: 2,
    reason: 'addTrack',
    mid: '2',
    kind: null,
    track: 's',
    receiver: 'r',
    streams: ['a', 'b'],
    direction: 'stopped',
  });
});

test('a description tells m-lines, rejected ones and bytes', () => {
  const sdp =
    'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ssrc:7 cname:a\r\nm=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=recvonly\r\n';
  const expected = {
    type: 'offer',
    bytes: sdp.length,
    sections: [
      { mid: '0', kind: 'audio', rejected: false, ssrc: 7, direction: 'sendrecv' },
      { mid: '1', kind: 'video', rejected: true, ssrc: null, direction: 'recvonly' },
    ],
  };
  expect(readDescription(JSON.stringify({ type: 'offer', sdp }))).toEqual(expected);
  expect(readDescription(`type: offer, sdp: ${sdp.replaceAll('\r\n', '\n')}`)).toEqual(expected);
  expect(readDescription('nothing')).toBeNull();
});
