import { expect, test } from '../harness/twin';

/** The prototype chains that a page can build around a wrapped function: what came of each, errors by their class. */
function chains(): string[] {
  const told: string[] = [];
  const attempt = (what: string, run: () => unknown) => {
    try {
      told.push(`${what}: ${run()}`);
    } catch (error) {
      told.push(`${what}: ${(error as Error).constructor.name}`);
    }
  };
  const transceiver = RTCRtpTransceiver.prototype;
  const sender = RTCRtpSender.prototype;
  const accessor = (owner: object, name: string) => Object.getOwnPropertyDescriptor(owner, name)!;
  const functions: Record<string, any> = {
    RTCPeerConnection,
    addTrack: RTCPeerConnection.prototype.addTrack,
    replaceTrack: sender.replaceTrack,
    // A Proxy only while Reuse is on.
    'get track': accessor(sender, 'track').get,
    'set direction': accessor(transceiver, 'direction').set,
    getUserMedia: MediaDevices.prototype.getUserMedia,
    clone: MediaStreamTrack.prototype.clone,
    stop: MediaStreamTrack.prototype.stop,
  };
  for (const [name, fn] of Object.entries(functions)) {
    const before = Object.getPrototypeOf(fn);
    const another = name === 'addTrack' ? RTCPeerConnection.prototype.close : RTCPeerConnection.prototype.addTrack;
    const anotherBefore = Object.getPrototypeOf(another);
    const deep = (from: object) => [1, 2, 3, 4, 5].reduce((proto) => Object.create(proto), from);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throws = new Proxy(
      {},
      {
        getPrototypeOf() {
          throw new Error('of the page');
        },
      },
    );
    const endless: object = new Proxy({}, { getPrototypeOf: () => endless });
    const steps: Record<string, () => unknown> = {
      itself: () => Object.setPrototypeOf(fn, fn),
      'what inherits from it': () => Object.setPrototypeOf(fn, Object.create(fn)),
      'what inherits from it, deep': () => Object.setPrototypeOf(fn, deep(fn)),
      'by __proto__': () => Reflect.set(fn, '__proto__', Object.create(fn)),
      'by Reflect': () => Reflect.setPrototypeOf(fn, Object.create(fn)),
      'a subclass': () => Object.setPrototypeOf(fn, class extends Object.setPrototypeOf(class {}, fn) {}),
      'through another one of them': () => {
        Object.setPrototypeOf(another, deep(fn));
        // Where it is a native, the engine ends its search at the other one: a known exception.
        return name === 'get track' || Reflect.setPrototypeOf(fn, deep(another));
      },
      bound: () => Reflect.setPrototypeOf(fn, Object.setPrototypeOf(fn.bind(null), fn)),
      'something else': () => Reflect.setPrototypeOf(fn, { own: 1 }) && fn.own,
      null: () => Reflect.setPrototypeOf(fn, null) && 'own' in fn,
      'no object': () => Object.setPrototypeOf(fn, 1 as any),
      'a revoked Proxy': () => Reflect.setPrototypeOf(fn, proxy),
      'a Proxy that throws': () => Reflect.setPrototypeOf(fn, throws),
      'an endless Proxy': () => Reflect.setPrototypeOf(fn, endless),
    };
    for (const [step, run] of Object.entries(steps)) {
      attempt(`${name}, ${step}`, () => {
        const given = run();
        return typeof given === 'object' || typeof given === 'function' ? typeof given : given;
      });
      Reflect.setPrototypeOf(fn, before);
      Reflect.setPrototypeOf(another, anotherBefore);
      attempt(`${name} then`, () => [Object.getPrototypeOf(fn) === before, fn.absent, fn.name, typeof fn.call]);
    }
  }
  // Last, since nothing thaws.
  for (const fn of [RTCPeerConnection, transceiver.stop] as any[]) {
    Object.freeze(fn);
    attempt('frozen', () => [Object.isFrozen(fn), Object.isSealed(fn), Object.isExtensible(fn)]);
    attempt('frozen, same', () => Reflect.setPrototypeOf(fn, Object.getPrototypeOf(fn)));
    attempt('frozen, other', () => Reflect.setPrototypeOf(fn, {}));
    attempt('frozen, other, thrown', () => Object.setPrototypeOf(fn, {}));
    attempt('frozen, itself', () => Object.setPrototypeOf(fn, fn));
    attempt('frozen, set', () => Reflect.set(fn, 'x', 1));
  }
  return told;
}

test('a wrapped function refuses a cyclic prototype as the native one does, and takes any other', async ({ twin }) => {
  const told = await twin.same(chains);
  expect(told.filter((each) => each.endsWith(': TypeError')).length).toBeGreaterThan(7 * 5);
  expect(told.filter((each) => each.includes('RangeError'))).toEqual([]);
});

/** What a Proxy can't do as the function in it would; each is listed in docs/internals.md. */
function differences(): Record<string, unknown> {
  const attempt = (run: () => unknown) => {
    try {
      return run();
    } catch (error) {
      return String(error);
    }
  };
  const { close, addTrack } = RTCPeerConnection.prototype;
  const { stop } = RTCRtpTransceiver.prototype;
  const told: Record<string, unknown> = {};
  // The engine looks for a cycle in ordinary objects only; nothing asks us.
  told.ordinary = attempt(() => Reflect.setPrototypeOf(Function.prototype, close));
  Reflect.setPrototypeOf(Function.prototype, Object.prototype);
  told.leadingBack = Reflect.setPrototypeOf(addTrack, new Proxy(Object.create(addTrack), {}));
  Reflect.setPrototypeOf(addTrack, Function.prototype);
  told.words = attempt(() => Object.setPrototypeOf(addTrack, addTrack));
  told.caller = attempt(() => (RTCPeerConnection as any).caller);
  told.frames = attempt(() => {
    const holder = {} as Error;
    Error.captureStackTrace(holder, addTrack);
    return holder.stack!.split('\n').length > 1;
  });
  // Code of a class is strict.
  const Adding = class {
    constructor(fn: any) {
      fn.x = 1;
    }
  };
  told.added = attempt(() => new Adding(Object.freeze(stop)));
  told.limited = [1, 4, 10].map((limit) => {
    Error.stackTraceLimit = limit;
    return attempt(() => {
      try {
        new RTCPeerConnection().addTransceiver('x');
      } catch (error) {
        const frames = (error as Error).stack!.split('\n').slice(1);
        return frames.some((frame) => !frame.includes('chrome-extension:'));
      }
    });
  });
  return told;
}

test('known exceptions: what a Proxy cannot do as the function in it would', async ({ twin }) => {
  const native = await twin.native(differences);
  expect(native.value).toEqual({
    ordinary: false,
    leadingBack: true,
    words: 'TypeError: Cyclic __proto__ value',
    caller: null,
    frames: false,
    added: 'TypeError: Cannot add property x, object is not extensible',
    limited: [true, true, true],
  });
  const { outcome } = await twin.run(differences);
  expect(outcome.value).toEqual({
    ordinary: true,
    leadingBack: false,
    words: "TypeError: 'setPrototypeOf' on proxy: trap returned falsish for property 'undefined'",
    caller: expect.stringContaining('TypeError'),
    frames: true,
    added: 'TypeError: Cannot define property x, object is not extensible',
    limited: [false, false, true],
  });
});
