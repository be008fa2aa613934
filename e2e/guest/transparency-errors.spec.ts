import type { RawDocument } from '../../tooling/browser/raw-panel';
import { expect, test } from '../harness/twin';

/** What a page can do to Error, by which stacks are made; each must stay as the page left it. */
const spoilers: Record<string, () => void> = {
  'Error.prepareStackTrace, as Sentry and zone.js set it': () => {
    Error.prepareStackTrace = (error, sites) => {
      (window as any).prepared++;
      return `prepared ${error.message} ${sites.length}`;
    };
  },
  'prepareStackTrace that throws': () => {
    Error.prepareStackTrace = () => {
      (window as any).prepared++;
      throw new RangeError('prepareStackTrace threw');
    };
  },
  'prepareStackTrace as an accessor': () => {
    Object.defineProperty(Error, 'prepareStackTrace', {
      get: () => void (window as any).prepared++,
      set: () => void (window as any).prepared++,
      configurable: true,
    });
  },
  'prepareStackTrace that is read-only': () => {
    Object.defineProperty(Error, 'prepareStackTrace', { value: () => void (window as any).prepared++ });
  },
  'prepareStackTrace on a prototype': () => {
    (Object.prototype as any).prepareStackTrace = () => void (window as any).prepared++;
  },
  'stackTraceLimit of 0': () => {
    Error.stackTraceLimit = 0;
  },
  'stackTraceLimit as an accessor': () => {
    Object.defineProperty(Error, 'stackTraceLimit', {
      get: () => void (window as any).prepared++,
      set: () => void (window as any).prepared++,
      configurable: true,
    });
  },
  'no stackTraceLimit': () => {
    delete (Error as any).stackTraceLimit;
  },
  'a frozen Error': () => void Object.freeze(Error),
  'an Error that takes nothing new': () => void Object.preventExtensions(Error),
  'another Error': () => {
    (window as any).Error = () => {
      (window as any).prepared++;
    };
  },
  'descriptors that inherit a getter': () => {
    (Object.prototype as any).get = () => void (window as any).prepared++;
  },
};

/** Uses WebRTC and looks whether Error is as it was. */
async function useIt(): Promise<unknown> {
  const NativeError = (window as any).NativeError as ErrorConstructor;
  const state = () =>
    ['prepareStackTrace', 'stackTraceLimit'].map((name) => {
      const found = Object.getOwnPropertyDescriptor(NativeError, name);
      return found && Object.entries(found).map(([key, value]) => `${key}: ${typeof value} ${value}`);
    });
  const before = [state(), Reflect.ownKeys(NativeError)];
  const pc = new RTCPeerConnection();
  const transceiver = pc.addTransceiver('video');
  await pc.setLocalDescription();
  const refused = await attempt(() => pc.addTransceiver('x'));
  transceiver.direction = 'inactive';
  transceiver.stop();
  await attempt(() => navigator.mediaDevices.getUserMedia({}));
  await new Promise((resolve) => setTimeout(resolve, 60));
  const after = [state(), Reflect.ownKeys(NativeError)];
  const prepared = (window as any).prepared;
  const { length } = pc.getTransceivers();
  return { before, after, refused, prepared, length };
}

/** Every method of the page's own in the log has a stack, or none has. */
function stacksOf({ log, stacks, last }: RawDocument): string {
  expect(last.errors).toEqual([]);
  const calls = log.filter((each) => each.type === 'call');
  expect(calls.length).toBe(6);
  const texts = calls.map(({ stack }) =>
    stack === null ? 'none' : stacks[stack]!.includes('useIt') ? 'of the page' : '?',
  );
  return [...new Set(texts)].join();
}

for (const [what, spoil] of Object.entries(spoilers)) {
  const none = /accessor|frozen|read-only/.test(what);
  test(`${what}: untouched, never called, and stacks are ${none ? 'left out' : 'taken'}`, async ({ twin }) => {
    const script = `(() => { window.prepared = 0; window.NativeError = Error; (${spoil})(); ${useIt}; return useIt(); })`;
    const told: any = await twin.same(script as never, (document) => {
      expect(stacksOf(document)).toBe(none ? 'none' : 'of the page');
    });
    expect(told.prepared).toBe(0);
    expect(told.after).toEqual(told.before);
    expect(told.length).toBe(1);
  });
}
