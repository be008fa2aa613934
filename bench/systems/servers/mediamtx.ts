import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BY_RECIPE, NEVER_CLOSED, type Started, type System } from '../types';
import { findMediamtx } from './install';
import { freePort, startServer } from './process';

/** All that it speaks beside WebRTC. */
const OTHERS = ['RTSP', 'RTMP', 'HLS', 'SRT', 'MOQ'];

async function start(path: string): Promise<Started> {
  const [port, udp] = await Promise.all([freePort(), freePort()]);
  const config = join(mkdtempSync(join(tmpdir(), 'ti-mediamtx-')), 'mediamtx.yml');
  writeFileSync(config, 'paths:\n  all_others:\n');
  const url = `http://127.0.0.1:${port}`;
  const answers = async () => (await fetch(`${url}/publisher.js`)).ok;
  // By variables: a version that lacks one of them passes over it, while an unknown line of its file is an error.
  const server = await startServer('mediamtx', path, [config], answers, {
    ...Object.fromEntries(OTHERS.map((name) => [`MTX_${name}`, 'no'])),
    MTX_LOGLEVEL: 'warn',
    MTX_WEBRTCADDRESS: `127.0.0.1:${port}`,
    MTX_WEBRTCLOCALUDPADDRESS: `127.0.0.1:${udp}`,
    MTX_WEBRTCIPSFROMINTERFACES: 'no',
    MTX_WEBRTCADDITIONALHOSTS: '127.0.0.1',
  });
  let pair = 0;
  return {
    server,
    parameters() {
      const of = { url, path: `share-${++pair}` };
      return { publisher: of, receiver: of };
    },
  };
}

export const mediamtx: System = {
  name: 'mediamtx',
  library: null,
  client: "the server's publisher.js",
  find: findMediamtx,
  start,
  receiver: 'tab',
  cases: [
    { title: 'a WHIP publisher for each share, closed', parameters: {}, flat: true },
    { ...NEVER_CLOSED, title: 'a WHIP publisher for each share, never closed' },
    { ...BY_RECIPE, title: 'with its recipe: the publisher is closed', parameters: { recipe: 'close' } },
  ],
};
