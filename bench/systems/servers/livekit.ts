import { createHmac } from 'node:crypto';
import { BY_RECIPE, type Started, type System } from '../types';
import { findLivekit } from './install';
import { freePort, startServer } from './process';

/** Of `livekit-server --dev`. */
const KEY = 'devkey';
const SECRET = 'secret';

const base64url = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');

/** An access token (HS256) for one participant of the room. */
function token(identity: string, room: string): string {
  const now = Math.floor(Date.now() / 1000);
  const video = { room, roomJoin: true, canPublish: true, canSubscribe: true };
  const claims = { iss: KEY, sub: identity, name: identity, nbf: now - 60, exp: now + 6 * 3600, video };
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

async function start(path: string): Promise<Started> {
  const [port, tcp, udp] = await Promise.all([freePort(), freePort(), freePort()]);
  const config = [
    `port: ${port}`,
    'rtc:',
    `  tcp_port: ${tcp}`,
    `  udp_port: ${udp}`,
    '  enable_loopback_candidate: true',
    'logging:',
    '  level: warn',
  ].join('\n');
  const args = ['--dev', '--bind', '127.0.0.1', '--node-ip', '127.0.0.1', '--config-body', config];
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/`)).ok;
  const server = await startServer('livekit-server', path, args, answers);
  let room = 0;
  const started: Started = {
    server,
    parameters() {
      room++;
      const of = (identity: string) => ({ url: `ws://127.0.0.1:${port}`, token: token(identity, `room-${room}`) });
      return { publisher: of('publisher'), receiver: of('receiver') };
    },
    async restart() {
      started.server = await startServer('livekit-server', path, args, answers);
    },
  };
  return started;
}

/** Under reuse: its server can't tell layers apart on a reused m-line. */
const LAYERS = { reuse: 'livekit-server learns simulcast layers' };
/** Under stop: it chooses a codec on new m-lines only. */
const CODEC = { stop: 'livekit-server does not choose the codec' };

const NO_H264 = 'Firefox downloads its H264 encoder, and here it may not.';
const NO_SOUND = 'Firefox hands the sound of a track to no script of a page.';

/** The canvas' share is taken, as livekit-client's own is, with a track of source ScreenShare. */
export const livekit: System = {
  name: 'livekit',
  library: 'livekit-client',
  find: findLivekit,
  start,
  receiver: 'tab',
  cases: [
    {
      title: 'screen share, one layer',
      parameters: { simulcast: '0', stopOnUnpublish: 'both' },
      opens: 'PCTransport.ts',
    },
    { ...BY_RECIPE, parameters: { ...BY_RECIPE.parameters, simulcast: '0' } },
    { title: 'screen share, defaults (2 layers)', parameters: {}, refuses: LAYERS, full: true },
    { title: 'screen share, two connections', parameters: { simulcast: '0', dual: '1' }, full: true },
    {
      title: 'screen share, VP9 with backup codec',
      parameters: { codec: 'VP9', picture: 'motion' },
      refuses: { ...LAYERS, ...CODEC },
      full: true,
    },
    {
      title: 'screen share, AV1 with backup codec',
      parameters: { codec: 'AV1' },
      refuses: { ...LAYERS, ...CODEC },
      full: true,
    },
    {
      title: 'screen share, H264, one layer',
      parameters: { codec: 'H264', simulcast: '0' },
      refuses: CODEC,
      notInFirefox: NO_H264,
      full: true,
    },
    { title: 'camera, 3 layers', parameters: { source: 'camera', picture: 'motion' }, refuses: LAYERS, full: true },
    { title: 'microphone', parameters: { source: 'microphone' }, full: true, notInFirefox: NO_SOUND },
    {
      title: 'screen share beside camera and microphone',
      parameters: { simulcast: '0', beside: '1' },
      full: true,
    },
    {
      title: 'screen share, another build (docs/upstream), unpatched',
      parameters: { simulcast: '0', build: 'reuse' },
      patches: ['none'],
      full: true,
    },
    {
      title: 'screen share, signaling reconnects between',
      parameters: { simulcast: '0', reconnect: 'signal' },
      refuses: { reuse: 'livekit-server stops receiving for good' },
      full: true,
    },
    {
      title: 'screen share, full reconnects between',
      parameters: { simulcast: '0', reconnect: 'full' },
      flat: true,
      full: true,
    },
  ],
};
