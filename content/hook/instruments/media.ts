import { describeAll } from '../describe';
import { guarded } from '../guard';
import { each } from '../lists';
import { append } from '../log';
import { apply, getPrototypeOf } from '../natives';
import { sourceOf } from '../records';
import { captured } from '../source';
import { captureStack } from '../stacks';
import { tracksOf } from '../webrtc';
import { entered, type Revert, wrap } from '../wrap';

const promise = Promise.prototype;

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
      const taken = captureStack(entered);
      append(null, null, { type: 'call', name, args: describeAll(args), stack: taken, error: null });
      return taken;
    });
    const result = apply(native, self, args);
    const remember = (stream: unknown) => {
      guarded(name, () => each(tracksOf(stream), (track) => captured(track, name, stack ?? null)));
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
