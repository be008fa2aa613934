import { join } from 'node:path';
import { ROOT } from '../../../tooling/node/root.mjs';
import { libraryVersion } from '../pages/serve.mjs';
import { BY_RECIPE, NEVER_CLOSED, type Started, type System } from '../types';
import { freePort, startServer } from './process';

const SERVER = join(ROOT, 'node_modules', 'peer', 'dist', 'bin', 'peerjs.js');

/** PeerServer, which introduces two peers to each other. */
async function start(path: string): Promise<Started> {
  const port = await freePort();
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/`)).ok;
  const args = [path, '--host', '127.0.0.1', '--port', String(port)];
  const server = await startServer('peer', process.execPath, args, answers);
  let pair = 0;
  return {
    server,
    parameters() {
      const [publisher, receiver] = [`publisher-${++pair}`, `receiver-${pair}`];
      const at = { host: '127.0.0.1', port: String(port) };
      return { publisher: { ...at, id: publisher, to: receiver }, receiver: { ...at, id: receiver } };
    },
  };
}

export const peerjs: System = {
  name: 'peerjs',
  library: 'peerjs',
  find: () => ({ path: SERVER, version: libraryVersion('peer') }),
  start,
  receiver: 'tab',
  cases: [
    { title: 'a call for each share, closed', parameters: {}, flat: true },
    { ...NEVER_CLOSED, title: 'a call for each share, never closed' },
    { ...BY_RECIPE, title: 'with its recipe: the call is closed', parameters: { recipe: 'close' } },
    { ...BY_RECIPE, title: 'with its recipe: the call stays, its track is replaced' },
  ],
};
