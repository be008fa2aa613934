import type { RawDocument } from '../../tooling/browser/raw-panel';
import { expect, test } from '../harness/twin';

const noErrors = ({ last }: RawDocument) => expect(last.errors).toEqual([]);

test('getters and conversions in what the page passes run as often as without us, and may throw', async ({ twin }) => {
  const told = await twin.same(async () => {
    const counts: Record<string, number> = {};
    const count = (what: string) => {
      counts[what] = (counts[what] ?? 0) + 1;
    };
    /** An object all of whose members are getters. */
    const getters = (path: string, members: Record<string, unknown>) => {
      const object = {};
      for (const [name, value] of Object.entries(members)) {
        const get = () => {
          count(`${path}.${name}`);
          if (value === 'throw') throw new RangeError(`${path}.${name} threw`);
          return value;
        };
        Object.defineProperty(object, name, { get, enumerable: true, configurable: true });
      }
      return object as any;
    };
    /** An object that converts itself to text or number. */
    const converts = (path: string, value: unknown) => ({
      toString() {
        count(`${path} toString`);
        return value;
      },
      valueOf() {
        count(`${path} valueOf`);
        return value;
      },
    });
    /** An array all of whose items are getters. */
    const list = (path: string, values: unknown[]) => {
      const array: any[] = [];
      values.forEach((value, i) => {
        const get = () => {
          count(`${path}[${i}]`);
          return value;
        };
        Object.defineProperty(array, i, { get, enumerable: true, configurable: true });
      });
      return array;
    };
    const told: Record<string, unknown> = {};
    const run = async (what: string, call: () => unknown) => {
      const result = await attempt(call);
      told[what] = typeof result === 'string' ? result : 'done';
    };

    const pc = new RTCPeerConnection(getters('configuration', { iceServers: [], bundlePolicy: 'max-bundle' }));
    await run('config throws', () => new RTCPeerConnection(getters('throwing configuration', { iceServers: 'throw' })));
    const stream = new MediaStream();
    const encoding = { rid: 'a', active: true, maxBitrate: 1e5, scaleResolutionDownBy: 2, maxFramerate: 5 };
    await run('init', () =>
      pc.addTransceiver(
        'video',
        getters('init', {
          direction: 'sendonly',
          streams: list('streams', [stream]),
          sendEncodings: list('sendEncodings', [getters('encoding', encoding), getters('encoding', { rid: 'b' })]),
        }),
      ),
    );
    for (const member of ['direction', 'streams', 'sendEncodings'])
      await run(`${member} throws`, () => pc.addTransceiver('video', getters('throwing init', { [member]: 'throw' })));
    for (const member of ['rid', 'active', 'maxBitrate'])
      await run(`${member} throws`, () =>
        pc.addTransceiver('video', { sendEncodings: [getters('throwing encoding', { [member]: 'throw' })] }),
      );
    await run('conversions', () =>
      pc.addTransceiver(converts('kind', 'video') as any, {
        direction: converts('direction', 'sendonly') as any,
        sendEncodings: [
          { rid: converts('rid', 'c') as any, maxBitrate: converts('maxBitrate', 1e5) as any, active: [] as any },
        ],
      }),
    );
    await run('iterables', () =>
      pc.addTransceiver('video', { streams: new Set([stream]) as any, sendEncodings: new Set([{}]) as any }),
    );
    const cyclic: any = { direction: 'sendonly' };
    cyclic.sendEncodings = [cyclic];
    cyclic.direction = cyclic;
    await run('a cycle', () => pc.addTransceiver('video', cyclic));
    const video = pc.getTransceivers()[0]!;
    await run('direction =', () => {
      video.direction = converts('direction =', 'recvonly') as any;
    });
    const codec = { mimeType: 'video/VP8', clockRate: 90000 };
    await run('codecs', () => video.setCodecPreferences(list('codecs', [getters('codec', codec)])));
    await run('mimeType', () =>
      video.setCodecPreferences([{ ...codec, mimeType: converts('mimeType', 'video/VP8') as any }]),
    );
    await run('mimeType throws', () => video.setCodecPreferences([getters('throwing codec', { mimeType: 'throw' })]));
    class Spying extends Array {
      override slice(...args: any[]) {
        count('slice of an array of the page');
        return super.slice(...args);
      }
      override map(...args: [any]) {
        count('map of an array of the page');
        return super.map(...args) as any;
      }
      static override get [Symbol.species]() {
        count('species of an array of the page');
        return Array;
      }
    }
    await run('a subclass of Array', () => video.setCodecPreferences(Spying.of(codec) as any));
    await run('and in an init', () => pc.addTransceiver('video', { sendEncodings: Spying.of({}) as any }));
    await run('offer', () => pc.createOffer(getters('offer options', { iceRestart: true, offerToReceiveAudio: true })));
    await run('channel', () =>
      pc.createDataChannel(converts('label', 'x') as any, getters('channel', { ordered: true })),
    );
    const parameters = video.sender.getParameters();
    const given = getters('parameters', { ...parameters, encodings: list('encodings', parameters.encodings) });
    await run('setParameters', () => video.sender.setParameters(given));
    await run('setParameters throws', () =>
      video.sender.setParameters(
        getters('throwing parameters', { ...video.sender.getParameters(), encodings: 'throw' }),
      ),
    );
    const { sdp } = await pc.createOffer();
    await run('setLocalDescription', () => pc.setLocalDescription(getters('local', { type: 'offer', sdp })));
    const other = new RTCPeerConnection();
    await run('setRemoteDescription', () => other.setRemoteDescription(getters('remote', { type: 'offer', sdp })));
    await run('sdp throws', () =>
      other.setRemoteDescription(getters('throwing remote', { type: 'offer', sdp: 'throw' })),
    );
    await run('camera', () => navigator.mediaDevices.getUserMedia(getters('constraints', { video: false })));
    await run('camera throws', () =>
      navigator.mediaDevices.getUserMedia(getters('throwing constraints', { video: 'throw' })),
    );
    await run('screen throws', () => navigator.mediaDevices.getDisplayMedia(getters('screen', { video: 'throw' })));
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    await run('canvas', () => canvas.captureStream(converts('rate', 5) as any));
    await run('setStreams', () => video.sender.setStreams(converts('stream', 'x') as any));
    await run('symbols', () => pc.addTransceiver(Symbol('kind') as any));
    await run('and symbols', () => video.sender.replaceTrack(Symbol('track') as any));
    // Members that only the prototype has.
    Object.assign(Object.prototype, { direction: 'inactive', sendEncodings: [{ rid: 'p' }] });
    await run('polluted', () => pc.addTransceiver('video', {}));
    told.polluted = pc.getTransceivers().at(-1)!.direction;
    for (const name of ['direction', 'sendEncodings']) delete (Object.prototype as any)[name];
    return { counts, told };
  }, noErrors);
  expect(told.counts['encoding.rid']).toBe(2);
  expect(told.counts['direction toString']).toBe(1);
  expect(told.told['direction throws']).toBe('RangeError: throwing init.direction threw');
});

test('a Proxy in place of an object of the page sees the reads of the browser, and no others', async ({ twin }) => {
  const told = await twin.same(async () => {
    const counts: Record<string, number> = {};
    let traps = ['get', 'has', 'ownKeys', 'set', 'defineProperty', 'deleteProperty', 'getOwnPropertyDescriptor'];
    // Known exception: nothing tells a Proxy from an object, and reading a member without calling its
    // getter runs these two. No library's observable objects (Vue, MobX, Immer) act on them.
    traps = traps.filter((trap) => trap !== 'getOwnPropertyDescriptor');
    const spy = (path: string, target: object, broken = false): any => {
      const handler: any = {};
      for (const trap of [...traps, ...(broken ? ['getOwnPropertyDescriptor', 'getPrototypeOf'] : [])])
        handler[trap] = (...args: any[]) => {
          if (broken) throw new RangeError(`${path}: ${trap}`);
          const key = `${path}: ${trap} ${String(args[1])}`;
          counts[key] = (counts[key] ?? 0) + 1;
          return (Reflect as any)[trap](...args);
        };
      return new Proxy(target, handler);
    };
    const told: Record<string, unknown> = {};
    const run = async (what: string, call: () => unknown) => {
      const result = await attempt(call);
      told[what] = typeof result === 'string' ? result : 'done';
    };
    const { proxy: revoked, revoke } = Proxy.revocable([], {});
    revoke();

    const pc = new RTCPeerConnection(spy('configuration', {}));
    const encodings = spy('encodings', [spy('encoding', { rid: 'a' }), spy('encoding', { rid: 'b' })]);
    const init = { direction: 'sendonly', sendEncodings: encodings, streams: spy('streams', [new MediaStream()]) };
    await run('init', () => pc.addTransceiver('video', spy('init', init)));
    const { sender, stop, setCodecPreferences } = pc.getTransceivers()[0]!;
    await run('broken init', () => pc.addTransceiver('video', spy('broken', {}, true)));
    await run('broken encodings', () => pc.addTransceiver('video', { sendEncodings: spy('broken', [], true) }));
    await run('revoked init', () => pc.addTransceiver('video', revoked as any));
    await run('revoked encodings', () => pc.addTransceiver('video', { sendEncodings: revoked as any }));
    await run('revoked encoding', () => pc.addTransceiver('video', { sendEncodings: [revoked as any] }));
    await run('a Proxy as a track', () => pc.addTrack(spy('track', peers.canvasTrack())));
    await run('a Proxy as a stream', () => pc.addTrack(peers.canvasTrack(), spy('stream', new MediaStream())));
    await run('a Proxy as a sender', () => pc.removeTrack(spy('sender', sender)));
    await run('a Proxy as a connection', () => spy('pc', pc).addTransceiver('audio'));
    await run('called on a Proxy', () => pc.addTransceiver.call(spy('self', pc), 'audio'));
    await run('called on a Proxy', () => stop.call(spy('transceiver', pc.getTransceivers()[0]!)));
    await run('codecs', () => setCodecPreferences.call(pc.getTransceivers()[0]!, spy('codecs', [spy('codec', {})])));
    await run('parameters', () => sender.setParameters(spy('parameters', sender.getParameters())));
    await run('broken parameters', () => sender.setParameters(spy('broken', sender.getParameters(), true)));
    await run('revoked parameters', () => sender.setParameters(revoked as any));
    await run('description', () => pc.setRemoteDescription(spy('description', { type: 'offer', sdp: '' })));
    await run('a connection of a Proxied class', () => new (spy('class', RTCPeerConnection))());
    await run('constraints', () => navigator.mediaDevices.getUserMedia(spy('constraints', {})));
    return { counts, told, made: pc.getTransceivers().map((each) => each.direction) };
  }, noErrors);
  expect(told.counts['encoding: get rid']).toBe(2);
  expect(told.told['broken init']).toMatch(/^RangeError: broken: get/);
});
