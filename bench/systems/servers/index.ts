import type { System } from '../types';
import { janus } from './janus';
import { livekit } from './livekit';
import { peerjs } from './peerjs';
import { jssip, mediasoup, perfect, simplePeer } from './without-server';

/** In the order in which they run. */
export const SYSTEMS: System[] = [livekit, janus, peerjs, simplePeer, perfect, mediasoup, jssip];
