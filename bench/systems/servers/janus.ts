import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BY_RECIPE, FRAME_MIB, type Started, type System } from '../types';
import { findJanus } from './install';
import { freePort, startServer } from './process';

/** All that Debian's package brings beside the videoroom and WebSockets. */
const OTHER_PLUGINS = 'audiobridge duktape echotest lua nosip recordplay sip streaming textroom videocall voicemail';
const OTHER_TRANSPORTS = 'http mqtt nanomsg pfunix rabbitmq';
const libraries = (names: string) =>
  names
    .split(' ')
    .map((name) => `libjanus_${name}.so`)
    .join(',');

/** Configuration files of a Janus that knows the videoroom over WebSockets, on the loopback interface alone. */
function configure(port: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'ti-janus-'));
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);
  file(
    'janus.jcfg',
    `general: { configs_folder = "${folder}", debug_level = 3, debug_colors = false }
nat: { ice_enforce_list = "lo,127.0.0.1", ignore_mdns = true }
plugins: { disable = "${libraries(OTHER_PLUGINS)}" }
transports: { disable = "${libraries(OTHER_TRANSPORTS)}" }
`,
  );
  file('janus.plugin.videoroom.jcfg', 'general: { }\n');
  file('janus.transport.websockets.jcfg', `general: { ws = true, ws_port = ${port}, ws_ip = "127.0.0.1" }\n`);
  return folder;
}

/** Whether somebody listens on the port. */
const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

async function start(path: string): Promise<Started> {
  const port = await freePort();
  const folder = configure(port);
  const server = await startServer('janus', path, ['-C', join(folder, 'janus.jcfg'), '-F', folder], () =>
    listens(port),
  );
  let room = 0;
  return {
    server,
    parameters() {
      const of = { url: `ws://127.0.0.1:${port}`, room: String(++room) };
      return { publisher: of, receiver: of };
    },
  };
}

export const janus: System = {
  name: 'janus',
  library: 'janus-gateway',
  find: findJanus,
  start,
  receiver: 'tab',
  cases: [
    {
      title: 'videoroom, one connection',
      parameters: {},
      refuses: { stop: 'Janus keeps the first mid' },
      idleKeepsMiB: FRAME_MIB,
    },
    BY_RECIPE,
  ],
};
