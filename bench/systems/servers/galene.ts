import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BY_RECIPE, NEVER_CLOSED, type Started, type System } from '../types';
import { findGalene } from './install';
import { freePort, startServer } from './process';

const FOLDERS = ['data', 'groups', 'recordings'] as const;

/** A group that everybody may join and publish in. */
const GROUP = { 'wildcard-user': { password: { type: 'wildcard' }, permissions: 'present' } };

async function start(path: string, pagesPort: number): Promise<Started> {
  const [port, turn] = await Promise.all([freePort(), freePort()]);
  const folder = mkdtempSync(join(tmpdir(), 'ti-galene-'));
  for (const name of FOLDERS) mkdirSync(join(folder, name));
  const allowOrigin = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${pagesPort}`);
  writeFileSync(join(folder, 'data', 'config.json'), JSON.stringify({ allowOrigin }));
  const url = `http://127.0.0.1:${port}`;
  const args = [
    ...['-insecure', '-http', `127.0.0.1:${port}`, '-static', join(dirname(path), 'static')],
    ...FOLDERS.flatMap((name) => [`-${name}`, join(folder, name)]),
    // It offers no address of the loopback interface but its relay's.
    ...['-turn', `127.0.0.1:${turn}`, '-relay-only'],
  ];
  const server = await startServer('galene', path, args, async () => (await fetch(`${url}/protocol.js`)).ok);
  let room = 0;
  return {
    server,
    parameters() {
      const group = `room-${++room}`;
      writeFileSync(join(folder, 'groups', `${group}.json`), JSON.stringify(GROUP));
      return { publisher: { url, group }, receiver: { url, group } };
    },
  };
}

export const galene: System = {
  name: 'galene',
  library: null,
  client: "the server's protocol.js",
  find: findGalene,
  start,
  receiver: 'tab',
  cases: [
    { title: 'a stream for each share, closed', parameters: {}, flat: true },
    { ...NEVER_CLOSED, title: 'a stream for each share, never closed' },
    { ...BY_RECIPE, title: 'with its recipe: the stream is closed', parameters: { recipe: 'close' } },
    { ...BY_RECIPE, title: 'with its recipe: the stream stays, its track is replaced' },
  ],
};
