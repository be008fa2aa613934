import { fromDump } from '../../../../panel/recording/dump/convert';
import { readDump } from '../../../../panel/recording/dump/shape';
import { isObject } from '../../json';
import type { Importer } from '../importer';

export const webrtcInternals: Importer = {
  title: 'a webrtc-internals dump',
  docs: 'chromewebrtc-internals',
  recognizes: ({ json }) => isObject(json) && 'PeerConnections' in json,
  read: ({ json }) => fromDump(readDump(json)),
};
