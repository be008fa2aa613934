import type { System } from '../types';
import { galene } from './galene';
import { janus } from './janus';
import { livekit } from './livekit';
import { mediamtx } from './mediamtx';
import { peerjs } from './peerjs';
import { jssip, matrix, mediasoup, perfect, simplePeer, sipjs } from './without-server';

/** In the order in which they run. */
export const SYSTEMS: System[] = [
  ...[livekit, janus, galene, mediamtx, peerjs],
  ...[simplePeer, perfect, mediasoup, jssip, sipjs, matrix],
];
