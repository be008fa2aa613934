import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Made by Chromium 156 from the demo, by chrome://webrtc-internals; unchanged. */
export type FixtureName = 'growing' | 'camera-and-microphone' | 'stopped' | 'replaced';

/** The text of a real dump. */
export function fixtureDump(name: FixtureName): string {
  return gunzipSync(readFileSync(join('core/files/importers/webrtc-internals/fixtures', `${name}.json.gz`))).toString();
}
