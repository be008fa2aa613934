import type { SourceType } from '../../../protocol/state';
import { guarded } from '../base/guard';
import { each } from '../base/lists';
import { apply, getPrototypeOf } from '../base/natives';
import { wrap } from '../base/wrap';
import { completeCall, logCall } from '../log';
import { captured, sourceOf } from '../media/source';
import { trackProto, tracksOf } from '../webrtc';

const promise = Promise.prototype;

/**
 * The calls that create local tracks, so that a track's source and the line that captured it are known.
 * @param onDevice a camera, a microphone or a display was captured
 */
export function observeCaptures(onDevice: () => void): void {
  const devices = globalThis.MediaDevices?.prototype;
  observeCapture(devices, 'getUserMedia', onDevice);
  observeCapture(devices, 'getDisplayMedia', onDevice);
  observeCapture(HTMLCanvasElement.prototype, 'captureStream', undefined, 'canvas');
  observeCapture(HTMLMediaElement.prototype, 'captureStream', undefined, 'element');
  // A clone shows what its original shows.
  wrap(trackProto, 'clone', 'value', (native, self, args) => {
    const copy = apply(native, self, args) as MediaStreamTrack;
    guarded('clone', () => {
      const source = sourceOf(self);
      if (source?.call) captured(copy, source.call, source.stack, source.type);
    });
    return copy;
  });
}

function observeCapture(owner: object | undefined, name: string, onCapture?: () => void, type?: SourceType): void {
  wrap(owner, name, 'value', (native, self, args) => {
    const entry = guarded(name, () => completeCall(logCall(null, null, name), args));
    const result = apply(native, self, args);
    const remember = (stream: unknown) => {
      guarded(name, () => {
        each(tracksOf(stream), (track) => captured(track, name, entry?.stack ?? null, type));
        onCapture?.();
      });
      return stream;
    };
    // Not then(), which would consult Promise[Symbol.species].
    const rememberLater = async (stream: Promise<unknown>) => remember(await stream);
    const promised = typeof result === 'object' && result && getPrototypeOf(result) === promise;
    // The page gets the promise that follows, one microtask later: a reaction beside the page's own
    // would swallow its "unhandled rejection".
    return promised ? rememberLater(result as Promise<unknown>) : remember(result);
  });
}
