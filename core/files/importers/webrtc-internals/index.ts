import { isObject } from '../../read/json';
import type { Importer } from '../importer';
import { fromDump } from './convert';
import { readDump } from './parse/shape';

export const webrtcInternals: Importer = {
  title: 'a webrtc-internals dump',
  docs: 'chromewebrtc-internals',
  recognizes: ({ json }) => isObject(json) && 'PeerConnections' in json,
  read: ({ json }) => fromDump(readDump(json)),
};
