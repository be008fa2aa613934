import { describeAll } from '../describe';
import { guarded } from '../guard';
import { append } from '../log';
import { apply, call, getPrototypeOf, method, NativePromise } from '../natives';
import { sourceOf } from '../records';
import { captured } from '../source';
import { captureStack } from '../stacks';
import { tracksOf } from '../webrtc';
import { type Revert, wrap } from '../wrap';

const then = method(NativePromise.prototype, 'then');

/** The calls that make local tracks, so that a track's source and the line that captured it are known. */
export function observeCaptures(): Revert[] {
  const devices = globalThis.MediaDevices?.prototype;
  return [
    capturing(devices, 'getUserMedia'),
    capturing(devices, 'getDisplayMedia'),
    capturing(HTMLCanvasElement.prototype, 'captureStream'),
    capturing(HTMLMediaElement.prototype, 'captureStream'),
    // A clone shows what its original shows.
    wrap(MediaStreamTrack.prototype, 'clone', 'value', (native, self, args) => {
      const copy = apply(native, self, args) as MediaStreamTrack;
      guarded('clone', () => {
        const source = sourceOf(self);
        if (source?.call) captured(copy, source.call, source.stack);
      });
      return copy;
    }),
  ];
}

function capturing(owner: object | undefined, name: string): Revert {
  return wrap(owner, name, 'value', (native, self, args) => {
    const stack = guarded(name, () => {
      const taken = captureStack();
      append(null, null, { type: 'call', name, args: describeAll(args), stack: taken, error: null });
      return taken;
    });
    const result = apply(native, self, args);
    const remember = (stream: unknown) => {
      guarded(name, () => {
        const tracks = tracksOf(stream);
        for (let i = 0; i < tracks.length; i++) captured(tracks[i]!, name, stack ?? null);
      });
      return stream;
    };
    if (getPrototypeOf(Object(result)) !== NativePromise.prototype) return remember(result);
    // The page gets the promise that follows ours, one microtask later in a task of its own: a
    // reaction beside the page's would swallow its "unhandled rejection".
    return call(then, result, [remember]);
  });
}
